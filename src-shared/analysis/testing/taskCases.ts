import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import type { MeasuredNetwork, MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import { smallRegime as regime, smallSpace, syntheticRuns } from '#shared/refinement/testing/syntheticRuns.ts'
import type { TaskInput, TaskName } from '../tasks.ts'

const [spaceA, spaceC, spaceX] = [smallSpace('AnyNetX_A'), smallSpace('AnyNetX_C'), smallSpace('RegNetX')]
/** Deeper networks are better, narrowing ones worse. */
const errorOf = ({ network: { stages } }: MeasuredNetwork) =>
  40 -
  stages.reduce((sum, { depth }) => sum + depth, 0) / 4 +
  (stages.some(({ width }, i) => i > 0 && width < stages[i - 1]!.width) ? 2 : 0)
const [older, newer] = [syntheticRuns(spaceA, 90, 1, errorOf), syntheticRuns(spaceX, 70, 2, errorOf)]
const errorsOf = (runs: readonly MeasuredRun[]) => runs.map(({ errorPercent }) => errorPercent)
const weighed = (runs: readonly MeasuredRun[]) =>
  runs.map(({ complexity, errorPercent }) => ({ complexity, errorPercent }))
const side = (runs: readonly MeasuredRun[], diverged: number) => ({
  ...{ errors: errorsOf(runs), diverged, measuredOn: { classes: 10, validationCount: 500 } },
})
const increasing = { kind: 'constraint', constraint: { id: 'widthOrder', order: 'nonDecreasing' } } as const
const sampled = { space: spaceX, regime, count: 12, seed: 5 }
const networks = samplePopulation(sampled).networks.map(({ network }) => network)

/** One input for every task. */
export const taskCases: { readonly [T in TaskName]: TaskInput<T> } = {
  spaceSize: { space: spaceA, regime },
  spaceSizes: { spaces: [spaceA, spaceC, spaceX], regime },
  spaceEffect: { space: spaceX, regime },
  drawnFlops: { space: spaceC, regime, draws: 4000, seed: 1 },
  nextNetwork: { space: spaceX, regime, from: 3 },
  sample: sampled,
  growSample: { ...sampled, count: 3, drawn: networks },
  recomputeDraws: { ...sampled, networks },
  bands: {
    populations: [older, newer].map((runs, id) => ({ id, errors: errorsOf(runs) })),
    bandKind: 'simultaneous',
  },
  compare: { newer: errorsOf(newer), older: errorsOf(older) },
  comparePair: { ids: [2, 1], newer: weighed(newer), older: weighed(older), bandKind: 'pointwise' },
  compareRows: {
    rows: [
      { id: 1, errors: errorsOf(older), against: null },
      { id: 2, errors: errorsOf(newer), against: { id: 1, errors: errorsOf(older) } },
    ],
  },
  openDecisions: { pairs: [{ id: 7, newer: side(newer, 2), older: side(older, 0) }] },
  suggest: { space: spaceA, regime, runs: older },
  weigh: { space: spaceA, regime, runs: older, refinement: increasing },
  weighKept: { runs: weighed(older), kept: older.map(({ network: { stages } }) => stages[0]!.depth > 2) },
  judge: {
    ...{ older: { space: spaceA, runs: older }, newer: { space: spaceX, runs: newer }, regime },
    ...{ parameter: 'totalDepth', refinement: increasing },
  },
  parameters: { runs: newer, ids: ['totalDepth', 'widthSlope'] },
  readTimes: {
    groups: [
      {
        batchSize: 4,
        networks: older.slice(0, 30).map(({ complexity, errorPercent }) => ({ ...complexity, time: errorPercent })),
      },
      { batchSize: 1, networks: [{ flops: 1e6, activations: 1e4, time: 1 }] },
    ],
  },
  lines: { networks: [older[0]!, newer[0]!, { network: newer[1]!.network, draw: null }] },
}
