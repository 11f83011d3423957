import { measuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import { networkParameters } from '#shared/refinement/evidence/networkParameters.ts'
import type { ReportedRun } from './studyReport.ts'
import type { ReportTexts } from './texts/reportTexts.ts'

/** Parameters that the error is plotted against; their titles stand in the report's texts. */
export type ReportedParameterId = keyof ReportTexts['parameters']['titles']

export interface ReportedParameter {
  readonly id: ReportedParameterId
  /** The unit after a prefix like k or M, for counts; absent for plain numbers. */
  readonly unit?: string
}

/** What the error is plotted against. Where stages differ, one number stands for them. */
export const reportedParameters: readonly ReportedParameter[] = [
  { id: 'totalDepth' },
  { id: 'lastWidth' },
  { id: 'largestBottleneckRatio' },
  { id: 'largestGroupWidth' },
  { id: 'parameters', unit: '' },
  { id: 'activations', unit: '' },
]

/** A parameter of the network of a run. */
export function parameterOf(run: ReportedRun, id: ReportedParameterId): number {
  return networkParameters[id].of(measuredNetwork(run))
}
