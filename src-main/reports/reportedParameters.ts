import { measuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import { networkParameters, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import type { ReportedRun } from './studyReport.ts'

/** A network parameter plotted against the error. */
export interface ReportedParameter {
  readonly id: NetworkParameterId
  /** The unit after a prefix such as k or M, for counts; absent for plain numbers. */
  readonly unit?: string
}

/** The plotted parameters. One number summarises stages that differ. */
export const reportedParameters: readonly ReportedParameter[] = [
  { id: 'totalDepth' },
  { id: 'lastWidth' },
  { id: 'largestBottleneckRatio' },
  { id: 'largestGroupWidth' },
  { id: 'parameters', unit: '' },
  { id: 'activations', unit: '' },
]

/** A parameter of a run's network. */
export function parameterOf(run: ReportedRun, id: NetworkParameterId): number {
  return networkParameters[id].of(measuredNetwork(run))
}
