import type { WeighedRun } from '#shared/refinement/evidence/measuredRun.ts'
import { weighConstraint } from '#shared/refinement/evidence/weighConstraint.ts'
import { stream, type Stream } from '#shared/random/stream.ts'
import { countBelow } from '#shared/statistics/ascending.ts'
import { exactBootstrap } from '#shared/statistics/bootstrap.ts'
import { edfBand } from '#shared/statistics/ranges/edfBand.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { shapes, type ShapeId } from './shapes.ts'
import { sizedRun } from './sizedRun.ts'

/** Coverage, in percent of `studies`. */
export type WeightedHeld = Readonly<
  Record<
    'beats' | 'keptMinusCut' | 'keptMinusAll' | 'edf10' | 'edf50' | 'edf90' | 'bootstrap' | 'falseVerdicts' | 'studies',
    number
  >
>

/** A run whose error depends on its size, whether or not a constraint keeps it. */
const run = (shape: ShapeId, size: number, random: Stream): WeighedRun => sizedRun(shapes[shape](random), size)

const truths = new Map<ShapeId, Float64Array>()
function population(shape: ShapeId): Float64Array {
  const random = stream(77, 'dataset')
  const known = truths.get(shape)
  const made =
    known ?? Float64Array.from({ length: 200_000 }, () => run(shape, random.uniform(), random).errorPercent).sort()
  truths.set(shape, made)
  return made
}

/**
 * Coverage of the ranges of weighted runs if a constraint keeps large networks more often than small ones and has no
 * other effect: P is one half and every difference is zero. `bootstrap`: how often the best of another quarter of
 * networks has a size inside the empirical bootstrap range.
 */
export function measureWeighted(shape: ShapeId, n: number, repetitions: number, seed: number): WeightedHeld {
  const all = population(shape)
  const at = [0.1, 0.5, 0.9].map((p) => all[Math.floor(p * all.length)]!)
  const shareBelow = at.map((error) => countBelow(all, error) / all.length)
  const tally = new Float64Array(7)
  let decided = 0
  for (let k = 0; k < repetitions; k++) {
    const random = stream(seed, 'sample', k)
    const sampled = (count: number) => Array.from({ length: count }, () => run(shape, random.uniform(), random))
    const runs = sampled(n)
    const kept = new Set(runs.filter(({ complexity }) => random.uniform() < 0.3 + 0.4 * (complexity.flops / 1e6 - 1)))
    const found = weighConstraint(runs, (one) => kept.has(one), stream(seed, 'resample', k), { resamples: 200 })
    const { preview } = found
    const errors = preview.kept.map((i) => runs[i]!.errorPercent)
    const bands = errors.length > 0 ? edfBand({ errors, weights: preview.weights }, Float64Array.from(at)) : undefined
    const sizes = runs.map(({ complexity }) => complexity.flops)
    const good = exactBootstrap(
      runs.map(({ errorPercent }) => errorPercent),
      sizes,
    )
    const best = sampled(Math.max(1, n >> 2)).reduce((a, b) => (b.errorPercent < a.errorPercent ? b : a))
    const holds = (range: Interval | null | undefined, truth: number) =>
      Number(!range || Number.isNaN(range.low) || (range.low <= truth && truth <= range.high))
    const bandAt = (i: number) => bands && { value: 0, low: bands.low[i]!, high: bands.high[i]! }
    ;[
      holds(found.beats, 0.5),
      holds(found.keptMinusCut, 0),
      holds(found.keptMinusAll, 0),
      ...at.map((_, i) => holds(bandAt(i), shareBelow[i]!)),
      Number(good.low <= best.complexity.flops && best.complexity.flops <= good.high),
    ].forEach((one, i) => (tally[i]! += one))
    if (found.status === 'supported' || found.status === 'against') decided++
  }
  const [beats, keptMinusCut, keptMinusAll, edf10, edf50, edf90, bootstrap] = Array.from(
    tally,
    (count) => (100 * count) / repetitions,
  ) as [number, number, number, number, number, number, number]
  const falseVerdicts = (100 * decided) / repetitions
  return { beats, keptMinusCut, keptMinusAll, edf10, edf50, edf90, bootstrap, falseVerdicts, studies: repetitions }
}
