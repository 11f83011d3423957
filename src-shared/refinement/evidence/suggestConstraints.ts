import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import type { ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { stream } from '#shared/random/stream.ts'
import type { BootstrapRange } from '#shared/statistics/bootstrap.ts'
import type { ResampleOptions } from '#shared/statistics/ranges/resampledRange.ts'
import type { MeasuredRun } from './measuredRun.ts'
import { networkParameters, type NetworkParameterId } from './networkParameters.ts'
import { parameterEvidence, type ParameterEvidence } from './parameterEvidence.ts'
import { isShared } from '../steps/rangeMeanings.ts'
import { rangeToRefinement } from '../steps/rangeToRefinement.ts'
import { fulfils, type Refinement } from '../steps/refinement.ts'
import { isRefused, refineSpace } from '../steps/refineSpace.ts'
import { spaceSize, type SizeOptions, type SpaceSize } from '../size/spaceSize.ts'
import { weighConstraint, type ConstraintEvidence, type ConstraintStatus } from './weighConstraint.ts'

export interface Suggestion {
  readonly refinement: Refinement
  /** structure: asked of every space; bootstrap: a range read off these runs, which therefore flatter it. */
  readonly origin: 'structure' | 'bootstrap'
  /**
   * The parameter whose plot shows it. For "equal in all stages" it is the spread, which tells of nearly equal stages too
   * where few runs have equal ones; undefined where it does not vary or there are too few runs.
   */
  readonly parameter: ParameterEvidence | undefined
  /**
   * Whether networks that come nearer to what is asked are better, those included that do not reach it: for or against
   * where the 95 % range of the rank correlation leaves out zero. Null for a range, which asks for no direction.
   */
  readonly trend: 'for' | 'unclear' | 'against' | null
  readonly evidence: ConstraintEvidence
  readonly size: { readonly before: SpaceSize; readonly after: SpaceSize }
}

/**
 * Constraints worth a look, most promising first: what the paper asks of AnyNet spaces and `space` does not yet demand,
 * and ranges of parameters that hold 95 % of the likely best values. First those that the runs support, or that too few
 * runs fulfil but the trend speaks for, by the gain in mean error; then those that cost nothing, by how much they
 * simplify; then the other undecided; last those that the runs speak against.
 */
export function suggestConstraints(
  space: DesignSpace,
  regime: Regime,
  runs: readonly MeasuredRun[],
  { seed = 0, ...options }: ResampleOptions & SizeOptions = {},
): Suggestion[] {
  const { varying } = parameterEvidence(runs)
  const before = spaceSize(space, regime, { ...options, seed })
  const weighed = (refinement: Refinement) =>
    weighConstraint(runs, (run) => fulfils(refinement, run), stream(seed, 'resample', weighing), options)
  const chosen = [...structural(space), ...fromBootstrap(space, varying)].map(
    ({ origin, parameter, better, alternatives }) => {
      const found = alternatives.map((refinement) => ({ refinement, evidence: weighed(refinement) }))
      const best = found.reduce((a, b) => (gain(b.evidence) < gain(a.evidence) ? b : a))
      const shown = varying.find(({ id }) => id === parameter)
      return { ...best, origin, parameter: shown, trend: better === undefined ? null : trendOf(shown, better) }
    },
  )
  return distinct(chosen)
    .map((entry) => {
      const refined = refineSpace(space, entry.refinement, { id: space.id, name: space.name })
      return { ...entry, size: { before, after: spaceSize(refined, regime, { ...options, seed }) } }
    })
    .filter(({ origin, size }) => origin === 'structure' || size.after.log10 < size.before.log10 + leastCut)
    .sort(byPromise)
}

/** A range that keeps so much of the space (as log10 of the share) asks nothing of it. */
const leastCut = Math.log10(0.995)

/** The resamples are the same for every candidate, so that candidates differ by what they keep alone. */
const weighing = 5

interface Idea {
  readonly origin: Suggestion['origin']
  readonly parameter: NetworkParameterId
  /** Which values of the parameter come nearer to what is asked; undefined for a range. */
  readonly better?: 'smaller' | 'larger'
  /** At least one; the one that gains most is suggested. */
  readonly alternatives: readonly Refinement[]
}

/** What the paper asks of AnyNet spaces, each as the range of a parameter that it keeps. */
const structures: readonly { parameter: NetworkParameterId; range: ValueRange }[] = [
  { parameter: 'bottleneckRatioSpread', range: { high: 0 } },
  { parameter: 'groupWidthSpread', range: { high: 0 } },
  { parameter: 'smallestWidthStep', range: { low: 0 } },
  { parameter: 'smallestDepthStep', range: { low: 0 } },
]

function structural(space: DesignSpace): Idea[] {
  return structures.flatMap(({ parameter, range }): Idea[] => {
    const better = range.low === undefined ? 'smaller' : 'larger'
    const alternatives = possible(space, parameter, [range])
    return alternatives.length > 0 ? [{ origin: 'structure', parameter, better, alternatives }] : []
  })
}

/** The refinements that ranges of a parameter mean and that leave something to draw. */
function possible(space: DesignSpace, id: NetworkParameterId, ranges: readonly ValueRange[]): Refinement[] {
  return ranges.flatMap((range) => {
    const refinement = rangeToRefinement(space, id, range)
    return refinement && !isRefused(space, refinement) ? [refinement] : []
  })
}

/**
 * FLOPs are matched, not chosen; what all stages share is one parameter, not one per stage; the widths of a RegNet lie on
 * a line already.
 */
function fromBootstrap(space: DesignSpace, varying: readonly ParameterEvidence[]): Idea[] {
  const shared = (['bottleneckRatio', 'groupWidth'] as const).filter((size) => isShared(space, size))
  const settled = space.parameters.kind === 'regNet' ? ['flops', 'fitError'] : ['flops']
  return varying.flatMap(({ id, smallest, largest, best }): Idea[] => {
    if (settled.includes(id) || shared.some((size) => id.startsWith(size))) return []
    const alternatives = possible(space, id, ranges(id, smallest, largest, best))
    return alternatives.length > 0 ? [{ origin: 'bootstrap', parameter: id, alternatives }] : []
  })
}

/** The ends of the range that cut something: each alone, and both. */
function ranges(id: NetworkParameterId, smallest: number, largest: number, best: BootstrapRange): ValueRange[] {
  const low = best.low > smallest ? { low: rounded(id, best.low, Math.floor) } : undefined
  const high = best.high < largest ? { high: rounded(id, best.high, Math.ceil) } : undefined
  return [low, high, low && high && { ...low, ...high }].filter((range) => range !== undefined)
}

/** Two digits, outwards, for what is measured; what is drawn has its own steps. */
function rounded(id: NetworkParameterId, value: number, round: (x: number) => number): number {
  const { unit } = networkParameters[id]
  if (value === 0 || (unit !== 'nats' && unit !== 'parameters' && unit !== 'activations')) return value
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  return Number((round(value / step) * step).toPrecision(2))
}

/** The highest mean difference to all runs that the resamples allow: large where little is known. */
function gain({ keptMinusAll }: ConstraintEvidence): number {
  return keptMinusAll?.high ?? Infinity
}

/** Without those that say the same as an earlier one. */
function distinct<T extends { refinement: Refinement }>(entries: readonly T[]): T[] {
  const known = new Map<string, T>()
  for (const entry of entries) {
    const key = JSON.stringify(entry.refinement)
    if (!known.has(key)) known.set(key, entry)
  }
  return [...known.values()]
}

/** A correlation above 0 says that smaller values are better. */
function trendOf(parameter: ParameterEvidence | undefined, better: 'smaller' | 'larger'): Suggestion['trend'] {
  if (!parameter) return 'unclear'
  const { low, high } = parameter.spearman
  const [least, most] = better === 'smaller' ? [low, high] : [-high, -low]
  if (least > 0) return 'for'
  return most < 0 ? 'against' : 'unclear'
}

const places: Record<ConstraintStatus, number> = { supported: 0, neutral: 1, undecided: 2, against: 3 }

function placeOf({ evidence, trend }: Suggestion): number {
  return evidence.status === 'undecided' && trend === 'for' ? places.supported : places[evidence.status]
}

function byPromise(a: Suggestion, b: Suggestion): number {
  const place = placeOf(a) - placeOf(b)
  if (place !== 0) return place
  const cut = ({ size }: Suggestion) => size.after.log10 - size.before.log10
  const mean = ({ evidence }: Suggestion) => evidence.keptMinusAll?.value ?? Infinity
  return a.evidence.status === 'neutral' ? cut(a) - cut(b) : mean(a) - mean(b)
}
