import { measuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import { networkParameters } from '#shared/refinement/evidence/networkParameters.ts'
import type { ReportedRun } from './studyReport.ts'
import type { ReportTexts } from './texts/reportTexts.ts'

/** Parameters plotted against the error; their titles are in the report's texts. */
export type ReportedParameterId = keyof ReportTexts['parameters']['titles']

export interface ReportedParameter {
  readonly id: ReportedParameterId
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
export function parameterOf(run: ReportedRun, id: ReportedParameterId): number {
  return networkParameters[id].of(measuredNetwork(run))
}
