import { combineConstraints, type Constraint } from '#shared/designspaces/constraints/constraints.ts'
import type { TimeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { parseStudyFile, type StudyFile } from './studyFile.ts'

/** The most that a network may cost: multiply-adds of one image, parameters, activations, predicted milliseconds. */
export interface Budget {
  readonly flops?: number
  readonly parameters?: number
  readonly activations?: number
  readonly time?: number
}

/** The measures of a budget, in the order in which the first one given decides how large the networks are. */
export const budgetMeasures = ['flops', 'parameters', 'activations', 'time'] as const satisfies (keyof Budget)[]
export type BudgetMeasure = (typeof budgetMeasures)[number]

/** What is searched, and how. */
export interface Search {
  readonly space: DesignSpace
  readonly budget: Budget
  /** How many networks are drawn. */
  readonly networks: number
  /** What predicts the time of a network; needed for a budget of time. */
  readonly timeSource?: TimeSource | undefined
}

/**
 * Networks cost at least this share of the budget's first measure: the paper's regimes reach from 360 to 400 MF, and a
 * much smaller network would not use what it may cost.
 */
export const leastShare = 0.9

/**
 * The study that searches a space for the best network within a budget: one population of `networks` networks, under the
 * name, data set, recipe and seed of `base`, and of its first measure from 90 % of the budget up. Of further measures the budget
 * is a maximum. Throws ValueError without any budget, for one that is not a positive number, for time without a source,
 * and if a constraint of the space excludes the budget.
 */
export function searchStudy(base: StudyFile, { space, budget, networks, timeSource }: Search): StudyFile {
  const given = budgetMeasures.filter((measure) => budget[measure] !== undefined)
  const [first] = given
  if (first === undefined) throw new ValueError(sentence('budgetMissing'))
  const wrong = given.find((measure) => !(budget[measure]! > 0))
  if (wrong !== undefined) throw new ValueError(sentence('budgetNotPositive', { value: budget[wrong]! }))
  const limits = given.flatMap((id): Constraint[] => {
    const max = budget[id]!
    if (id === 'flops') return []
    if (id !== 'time') return [{ id, max, ...(id === first && { min: Math.ceil(leastShare * max) }) }]
    if (!timeSource) throw new ValueError(sentence('budgetUnpredicted'))
    return [{ id: 'predictedTime', limits: [{ ...(id === first && { min: leastShare * max }), max, ...timeSource }] }]
  })
  const { flops } = budget
  return parseStudyFile({
    ...base,
    // The space is scaled already.
    scale: undefined,
    flops: flops === undefined ? undefined : { low: Math.ceil(leastShare * flops), high: flops },
    spaces: [{ ...space, constraints: limits.reduce(withConstraint, space.constraints) }],
    perSpace: networks,
    keepWeights: { keep: 'best', count: Math.min(networks, 10) },
  })
}

/** The constraints with one more, combined with that of its kind if there is one. Throws ValueError if both exclude all. */
function withConstraint(constraints: readonly Constraint[], added: Constraint): Constraint[] {
  const old = constraints.find(({ id }) => id === added.id)
  if (!old) return [...constraints, added]
  const combined = combineConstraints(old, added)
  if (!combined) throw new ValueError(sentence('budgetExcluded', { id: added.id }))
  return constraints.map((one) => (one === old ? combined : one))
}
