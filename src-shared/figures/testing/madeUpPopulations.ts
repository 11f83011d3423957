import { spaceMarks } from '#shared/charts/spaceMarks.ts'
import type { MeasuredTime, TimingConditions } from '#shared/timing/timing.ts'
import type { Network } from '#shared/networks/network.ts'
import type { RecipeDraw } from '#shared/training/recipeSweep.ts'
import type { FigureInput, FigureInspection, FigurePopulation } from '../figureInput.ts'

/** A network as few numbers: its error, and depths and widths of its stages. */
export interface MadeUpRun {
  readonly error: number
  readonly depths: readonly number[]
  readonly widths: readonly number[]
  readonly flops?: number
  readonly recipeDraw?: RecipeDraw
}

const network = ({ depths, widths }: MadeUpRun): Network => ({
  ...{ stem: 'cifar', stemWidth: 16, block: 'x', headWidth: 0, seRatio: 0, classes: 10, imageSize: 16 },
  ...{ activation: 'relu', bnEpsilon: 1e-5 },
  stages: depths.map((depth, i) => ({ depth, width: widths[i]!, stride: 2, bottleneckRatio: 1, groupWidth: 8 })),
})

const conditions: TimingConditions = {
  mode: 'inference',
  ...{ batchSize: 1, provider: 'cpu', plan: null, device: 'CPU', driver: null, threads: 1, onnxruntime: '1' },
}
const time: MeasuredTime = { ms: 1, spreadMs: 0.1, fastestMs: 0.9, processorMs: 0.8, rounds: 3, passes: 9 }

/** A population of these networks, without known draws. */
export function madeUpPopulation(name: string, runs: readonly MadeUpRun[]): FigurePopulation {
  return {
    ...{ id: name, name, shortName: name, mark: spaceMarks([name]).get(name)!, excluded: [], diverged: 1, failed: 0 },
    runs: runs.map((run, i) => ({
      ...{ id: `${name}-${i}`, errorPercent: run.error, network: network(run), draw: null },
      ...(run.recipeDraw && { recipeDraw: run.recipeDraw }),
      complexity: { flops: run.flops ?? 1000 * (i + 1), parameters: 100 * (i + 1), activations: 500 - 10 * i },
      timings: [{ conditions, time: { ...time, ms: 2 * i + run.error / 10 + 1 } }],
      epochs: [1, 2].map((epoch) => ({
        epoch,
        trainErrorPercent: run.error + 30 / epoch,
        validationErrorPercent: run.error + 20 / epoch - 10,
      })),
    })),
  }
}

const shapes: readonly (readonly [error: number, depths: readonly number[], widths: readonly number[]])[] = [
  [30, [1, 1, 1, 1], [8, 16, 24, 32]],
  [22, [1, 2, 2, 2], [8, 16, 16, 64]],
  [25, [1, 2, 3, 3], [32, 16, 24, 32]],
  [14, [2, 2, 4, 4], [8, 24, 48, 64]],
  [12, [1, 4, 5, 5], [16, 16, 40, 64]],
  [10, [3, 6, 6, 6], [8, 32, 32, 64]],
  [19, [2, 2, 2, 2], [24, 16, 32, 48]],
  [21, [2, 2, 3, 3], [8, 16, 32, 72]],
]

/** What a network gets wrong of twelve images of three classes; their pictures are of one colour each. */
export const madeUpInspection: FigureInspection = {
  ...{ classNames: ['Cat', 'Dog', 'Owl'], split: 'train', count: 12, errors: 4, recordedErrors: 4, loss: 0.75 },
  confusion: [
    { label: 0, predicted: 0, count: 4 },
    { label: 0, predicted: 1, count: 1 },
    { label: 1, predicted: 0, count: 3 },
    { label: 1, predicted: 1, count: 1 },
    { label: 2, predicted: 2, count: 3 },
  ],
  worst: [
    { index: 5, label: 1, predicted: 0, probability: 0.9, labelProbability: 0.05, loss: 2.9957, file: null },
    { index: 8, label: 0, predicted: 1, probability: 0.6, labelProbability: 0.3, loss: 1.204, file: 'Cat/8.png' },
  ],
  judgements: {
    ...{ datasetHash: 'made up', split: 'train', indices: Int32Array.from({ length: 12 }, (_, i) => 3 * i) },
    labels: Uint16Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2),
    predicted: Uint16Array.of(0, 0, 0, 0, 1, 0, 0, 0, 1, 2, 2, 2),
  },
  ...{ imageSize: 2, pixels: Uint8Array.from({ length: 24 }, (_, i) => 10 * Math.floor(i / 4)), madeAt: 1e12 },
}

/** The populations with the sixth network of the newer one, its best, and the first, looked into. */
function withInspections(populations: readonly FigurePopulation[]): FigurePopulation[] {
  const isLookedInto = (name: string, i: number) => name === 'RegNetX' && (i === 5 || i === 0)
  return populations.map((population) => ({
    ...population,
    runs: population.runs.map((run, i) =>
      isLookedInto(population.name, i) ? { ...run, inspection: madeUpInspection } : run,
    ),
  }))
}

/** Two populations of eight networks, of which the first half and the second half differ in their errors. */
export function madeUpInput(): FigureInput {
  const runs = (shift: number) =>
    shapes.map(([error, depths, widths], i): MadeUpRun => {
      const recipeDraw = { baseLearningRate: 0.05 * (1 + ((5 * i) % 8)), weightDecay: 1e-4 * (1 + ((3 * i) % 8)) }
      return { error: error + shift, depths, widths, recipeDraw }
    })
  return {
    populations: withInspections([madeUpPopulation('AnyNetX_A', runs(3)), madeUpPopulation('RegNetX', runs(0))]),
    pair: { newer: 'RegNetX', older: 'AnyNetX_A' },
    publishedTimings: ['RegNetX-200MF', 'RegNetY-400MF', 'ResNet-50', 'EfficientNet-B0', 'no such network'].map(
      (name, i) => ({ name, conditions, time: { ...time, ms: 20 + 10 * i } }),
    ),
  }
}

/** Errors of three networks over their seeds, the first two with the same seeds. */
export const replicatedErrors = [
  [41.2, 40.5, 42.9, 41.7, 40.1],
  [42, 42.2, 43.1, 42.4, 42.5],
  [40.8, 42.6, 41.9],
] as const

/** A population of eight networks, and one of each of three networks that were trained again. */
export function replicatedInput(): FigureInput {
  const { populations } = madeUpInput()
  const replicates = replicatedErrors.map((errors, i) => {
    const runs = errors.map((error) => ({ error, depths: [1, 2], widths: [8, 16 + 8 * i] }))
    const population = madeUpPopulation(`Network ${i + 1}`, runs)
    return { ...population, runs: population.runs.map((run, k) => ({ ...run, seed: (i < 2 ? 100 : 200) + k })) }
  })
  return { populations: [populations[1]!, ...replicates] }
}
