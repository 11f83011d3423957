import type { ReportedRun } from './studyReport.ts'

export interface NetworkParameter {
  readonly title: string
  /** The unit after a prefix like k or M, for counts; absent for plain numbers. */
  readonly unit?: string
  readonly of: (run: ReportedRun) => number
}

/** What the error is plotted against. Where stages differ, one number stands for them as the title says. */
export const networkParameters = {
  depth: { title: 'Depth, blocks', of: ({ network }) => network.stages.reduce((sum, { depth }) => sum + depth, 0) },
  lastWidth: { title: 'Width of the last stage', of: ({ network }) => network.stages.at(-1)!.width },
  bottleneckRatio: {
    title: 'Bottleneck ratio b, largest',
    of: ({ network }) => Math.max(...network.stages.map((stage) => stage.bottleneckRatio)),
  },
  groupWidth: {
    title: 'Group width g, largest',
    of: ({ network }) => Math.max(...network.stages.map((stage) => stage.groupWidth)),
  },
  parameters: { title: 'Parameters', unit: '', of: (run) => run.parameters },
  activations: { title: 'Activations', unit: '', of: (run) => run.activations },
} as const satisfies Record<string, NetworkParameter>
