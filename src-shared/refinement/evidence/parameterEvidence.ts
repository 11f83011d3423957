import { exactBootstrap, type BootstrapRange } from '#shared/statistics/bootstrap.ts'
import { explainedShare } from '#shared/statistics/explainedShare.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { rankCorrelationRange } from '#shared/statistics/ranges/rankCorrelationRange.ts'
import type { MeasuredRun } from './measuredRun.ts'
import { commonParameters, networkParameters, type NetworkParameterId } from './networkParameters.ts'

/** Evidence of the runs about one parameter. */
export interface ParameterEvidence {
  readonly id: NetworkParameterId
  readonly smallest: number
  readonly largest: number
  /** The likely best value with its 95 % range: the exact limit of the empirical bootstrap. */
  readonly best: BootstrapRange
  /** Rank correlation of value and error; above 0 if larger values are worse. */
  readonly spearman: Interval
  /** How much of the order of the errors the value explains, in [0, 1]. */
  readonly explained: number
}

export interface Evidence {
  /** Parameters that differ between the runs, most important first. */
  readonly varying: readonly ParameterEvidence[]
  readonly constant: readonly { readonly id: NetworkParameterId; readonly value: number }[]
}

/** With fewer runs a range is uninformative. */
export const fewestRunsForEvidence = 4

/**
 * How each parameter relates to the error, for `ids` or all parameters that the runs share. `varying` is empty for
 * fewer than four runs. `sample` is the bootstrap sample size.
 */
export function parameterEvidence(
  runs: readonly MeasuredRun[],
  { ids = commonParameters(runs), sample = 0.25 }: { ids?: readonly NetworkParameterId[]; sample?: number } = {},
): Evidence {
  if (runs.length === 0) return { varying: [], constant: [] }
  const errors = runs.map((run) => run.errorPercent)
  const columns = ids.map((id) => ({ id, values: runs.map(networkParameters[id].of) }))
  const constant = columns.filter(({ values }) => new Set(values).size === 1)
  const varying = runs.length < fewestRunsForEvidence ? [] : columns.filter((column) => !constant.includes(column))
  return {
    varying: varying
      .map(({ id, values }) => ({
        id,
        smallest: Math.min(...values),
        largest: Math.max(...values),
        best: exactBootstrap(errors, values, sample),
        spearman: rankCorrelationRange(values, errors),
        explained: explainedShare(values, errors),
      }))
      .sort((a, b) => b.explained - a.explained || Math.abs(b.spearman.value) - Math.abs(a.spearman.value)),
    constant: constant.map(({ id, values }) => ({ id, value: values[0]! })),
  }
}
