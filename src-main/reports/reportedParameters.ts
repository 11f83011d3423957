import { networkParameters, type NetworkParameterId } from '#shared/refinement/networkParameters.ts'
import type { ReportedRun } from './studyReport.ts'

export interface ReportedParameter {
  readonly id: NetworkParameterId
  readonly title: string
  /** The unit after a prefix like k or M, for counts; absent for plain numbers. */
  readonly unit?: string
}

/** What the error is plotted against. Where stages differ, one number stands for them as the title says. */
export const reportedParameters: readonly ReportedParameter[] = [
  { id: 'totalDepth', title: 'Depth, blocks' },
  { id: 'lastWidth', title: 'Width of the last stage' },
  { id: 'largestBottleneckRatio', title: 'Bottleneck ratio b, largest' },
  { id: 'largestGroupWidth', title: 'Group width g, largest' },
  { id: 'parameters', title: 'Parameters', unit: '' },
  { id: 'activations', title: 'Activations', unit: '' },
]

/** A parameter of the network of a run. */
export function parameterOf(run: ReportedRun, id: NetworkParameterId): number {
  return networkParameters[id].of({ network: run.network, complexity: run })
}
