import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import type { ValueRange } from '#shared/designspaces/narrowDistribution.ts'
import { resampleStream } from '#shared/random/resampleStreams.ts'
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
  /**
   * structure: a standard question for every space; bootstrap: a range read off these runs, which therefore flatter it.
   */
  readonly origin: 'structure' | 'bootstrap'
  /**
   * The parameter whose plot illustrates it. For "equal in all stages" it is the spread, which is informative about
   * nearly equal stages even if few runs have equal ones; undefined if it does not vary or there are too few runs.
   */
  readonly parameter: ParameterEvidence | undefined
  /**
   * Whether error falls as networks approach the constraint, including networks that do not reach it: for or against if
   * the 95 % range of the rank correlation excludes zero. Null for a range, which has no direction.
   */
  readonly trend: 'for' | 'unclear' | 'against' | null
  readonly evidence: ConstraintEvidence
  readonly size: { readonly before: SpaceSize; readonly after: SpaceSize }
}

/**
 * Constraints worth considering, most promising first: the paper's structural constraints that `space` lacks, and
 * parameter ranges that contain 95 % of the likely best values. First those that the runs support, or that too few runs
 * satisfy but the trend favours, by gain in mean error; then those without cost, by simplification; then other
 * undecided ones; last those that the runs oppose.
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
    weighConstraint(runs, (run) => fulfils(refinement, run), resampleStream('constraint', seed), options)
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

/** A range that keeps this share of the space (as log10) is not worth suggesting. */
const leastCut = Math.log10(0.995)

interface Idea {
  readonly origin: Suggestion['origin']
  readonly parameter: NetworkParameterId
  /** Which values of the parameter approach the constraint; undefined for a range. */
  readonly better?: 'smaller' | 'larger'
  /** At least one; the one with the largest gain is suggested. */
  readonly alternatives: readonly Refinement[]
}

/** The paper's structural constraints on AnyNet spaces, each as a range of a parameter. */
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

/** The refinements that correspond to ranges of a parameter and leave something to draw. */
function possible(space: DesignSpace, id: NetworkParameterId, ranges: readonly ValueRange[]): Refinement[] {
  return ranges.flatMap((range) => {
    const refinement = rangeToRefinement(space, id, range)
    return refinement && !isRefused(space, refinement) ? [refinement] : []
  })
}

/**
 * FLOPs are matched rather than chosen, a shared size is one parameter rather than one per stage, and RegNet widths
 * already lie on a line.
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

/** The ends that cut something: each alone, and both together. */
function ranges(id: NetworkParameterId, smallest: number, largest: number, best: BootstrapRange): ValueRange[] {
  const low = best.low > smallest ? { low: rounded(id, best.low, Math.floor) } : undefined
  const high = best.high < largest ? { high: rounded(id, best.high, Math.ceil) } : undefined
  return [low, high, low && high && { ...low, ...high }].filter((range) => range !== undefined)
}

/** Measured values round outwards to two digits; drawn values keep their own steps. */
function rounded(id: NetworkParameterId, value: number, round: (x: number) => number): number {
  const { unit } = networkParameters[id]
  if (value === 0 || (unit !== 'nats' && unit !== 'parameters' && unit !== 'activations')) return value
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  return Number((round(value / step) * step).toPrecision(2))
}

/** The upper end of the mean difference to all runs: large if little is known. */
function gain({ keptMinusAll }: ConstraintEvidence): number {
  return keptMinusAll?.high ?? Infinity
}

/** Removes refinements equal to an earlier one. */
function distinct<T extends { refinement: Refinement }>(entries: readonly T[]): T[] {
  const byRefinement = new Map<string, T>()
  for (const entry of entries) {
    const key = JSON.stringify(entry.refinement)
    if (!byRefinement.has(key)) byRefinement.set(key, entry)
  }
  return [...byRefinement.values()]
}

/** A positive correlation favours smaller values. */
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
