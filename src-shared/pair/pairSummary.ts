import type { ErrorDifference } from '#shared/inspection/pairedInspections.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { shareDifferenceRange } from '#shared/statistics/ranges/shareDifferenceRange.ts'
import { inPercent, type PairedNetwork } from './pairedNetwork.ts'
import { recipePairs, structurePairs, type StructureId } from './structure.ts'

/** How two trainings differ: unknown if one network alone was trained here, neither if none was. */
export type TrainingDifference = 'same' | 'recipe' | 'images' | 'unknown' | 'neither'

/** How the errors of two networks differ, in points of a percentage: the second's minus the first's. */
export interface ErrorChange {
  readonly difference: Interval
  /** Whether it is known for each image which of them got it wrong; else the range is as if of different images. */
  readonly isPaired: boolean
  /** Whether the 95 % range leaves out 0. */
  readonly isDecided: boolean
}

/** What differs between two networks. */
export interface PairSummary {
  readonly structure: readonly StructureId[]
  /** FLOPs of the second over those of the first. */
  readonly flopsRatio: number
  readonly training: TrainingDifference
  /** Number of keys in which their recipes differ. */
  readonly recipeKeys: number
  /** Null: an error is not known, or they are of different images. */
  readonly error: ErrorChange | null
}

/** What differs between two networks; `paired`: their errors on the images that both were measured on, if known. */
export function pairSummary(first: PairedNetwork, second: PairedNetwork, paired?: ErrorDifference): PairSummary {
  const [a, b] = [first.training, second.training]
  const recipeKeys = a && b ? recipePairs(a.recipe, b.recipe).length : 0
  const training = trainingDifference(a, b, recipeKeys)
  return {
    structure: structurePairs(first.network, second.network).flatMap(({ id, isSame }) => (isSame ? [] : [id])),
    flopsRatio: second.flops / first.flops,
    ...{ training, recipeKeys },
    error: training === 'same' || training === 'recipe' ? errorChange(first, second, paired) : null,
  }
}

type Training = PairedNetwork['training']

function trainingDifference(one: Training, other: Training, recipeKeys: number): TrainingDifference {
  if (!one || !other) return one === other ? 'neither' : 'unknown'
  if (one.datasetHash !== other.datasetHash) return 'images'
  return recipeKeys > 0 ? 'recipe' : 'same'
}

function errorChange(first: PairedNetwork, second: PairedNetwork, paired?: ErrorDifference): ErrorChange | null {
  const difference = paired && paired.images > 0 ? turned(paired.difference) : unpaired(first, second)
  if (!difference) return null
  const isDecided = difference.low > 0 || difference.high < 0
  return { difference: inPercent(difference), isPaired: paired !== undefined && paired.images > 0, isDecided }
}

function unpaired({ judged: one }: PairedNetwork, { judged: other }: PairedNetwork): Interval | null {
  if (!one || !other) return null
  return shareDifferenceRange({ hits: other.wrong, trials: other.count }, { hits: one.wrong, trials: one.count })
}

/** A difference of shares, the first minus the second, as points of a percentage by which the second differs. */
export const secondMinusFirst = (share: Interval): Interval => inPercent(turned(share))

const turned = ({ value, low, high }: Interval): Interval => ({ value: 0 - value, low: 0 - high, high: 0 - low })
