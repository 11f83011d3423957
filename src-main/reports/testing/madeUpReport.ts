import { stream } from '#shared/random/stream.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { ReportedDataset, ReportedRun, ReportedSpace, StudyReport } from '../studyReport.ts'

const recipe = recipeSchema.parse({ epochs: 3 })

/** A space of synthetic runs with errors around `centre`; every `divergedEvery`-th diverged. */
export function madeUpSpace(
  name: string,
  count: number,
  centre: number,
  seed: number,
  divergedEvery = 0,
): ReportedSpace {
  const random = stream(seed, 'sample')
  const runs = Array.from({ length: count }, (_, i): ReportedRun => {
    const diverged = divergedEvery > 0 && i % divergedEvery === 0
    const errorPercent = Math.round(10 * (centre + 4 * random.normal())) / 10
    const stages = [1, 2, 4, 8].map((factor, stage) => ({
      depth: 1 + random.below(4),
      width: 8 * factor * (1 + random.below(3)),
      stride: stage === 0 ? 1 : 2,
      bottleneckRatio: 1,
      groupWidth: 8,
    }))
    return {
      id: `${name}-${i}`,
      seed: 100 + i,
      population: name,
      network: {
        stem: 'cifar',
        stemWidth: 16,
        block: 'x',
        stages,
        headWidth: 0,
        seRatio: 0,
        classes: 10,
        imageSize: 16,
        activation: 'relu',
        bnEpsilon: 1e-5,
      },
      draw: null,
      flops: 300_000 + random.below(200_000),
      parameters: 20_000 + random.below(90_000),
      activations: 9000 + random.below(15_000),
      status: diverged ? 'diverged' : 'finished',
      errorPercent: diverged ? null : errorPercent,
      exclusion: null,
      ...{ tags: [], note: '' },
      epochs: [1, 2, 3].map((epoch) => ({
        epoch,
        trainLoss: 2 / epoch,
        trainErrorPercent: errorPercent + 20 / epoch,
        validationLoss: 2 / epoch,
        validationErrorPercent: errorPercent + 30 / epoch - 10,
        learningRate: 0.1 / epoch,
        imagesPerSecond: 3000,
      })),
      durationMs: 5000,
      digest: 'ab'.repeat(32),
    }
  })
  const finished = runs.filter(({ status }) => status === 'finished')
  return {
    ...{ id: name.toLowerCase(), name, shortName: name, spaceName: name, nth: 0, group: 0, comparedWith: null },
    populations: [{ id: seed, name, seed, samplingSeed: seed, hasDerivedSeeds: true, n: finished.length }],
    ...{
      dataConstraints: ['b < 2 & g = 8'],
      acceptanceRate: 0.021,
      recipe,
      dataset: 0,
      isListed: false,
      origin: null,
      runs,
    },
  }
}

/** Made-up images of two classes. */
export const shapes: ReportedDataset = {
  kind: 'imageFolder',
  name: 'Shapes10',
  classNames: ['circle', 'square'],
  hash: 'ef'.repeat(32),
  classes: 10,
  trainCount: 1800,
  validationCount: 1000,
  hasOwnValidation: false,
  imageSize: 16,
}

/** A report of synthetic runs; each space with finished runs refines the previous such space. */
export function madeUpReport(given: readonly ReportedSpace[], name = 'Made up'): StudyReport {
  const measured = given.filter(({ runs }) => runs.some(({ status }) => status === 'finished'))
  const spaces = given.map((space) => ({ ...space, comparedWith: measured[measured.indexOf(space) - 1]?.id ?? null }))
  const [older, newer] = measured.slice(-2)
  return {
    headline: older && newer && { newer: newer.id, older: older.id },
    spaceNames: given.map(({ spaceName }) => spaceName),
    study: { name, digest: 'cd'.repeat(32), startedAt: '2025-01-02T03:04:05.006Z', durationMs: 171_234, seed: 7 },
    spaces,
    varied: [],
    differing: [],
    datasets: [shapes],
    environment: { onnxruntime: '1.30.0', provider: 'cpu', loweringPlan: 'cpu', cpu: 'two cores', node: '24.21.0' },
    bestRun: {
      id: 'RegNetX-3',
      onnxFile: 'best.onnx',
      storedErrorCount: 142,
      checkedErrorCount: 143,
      count: 1000,
    },
    testUses: [{ runId: 'RegNetX-3', wrong: 301, count: 2000 }],
    decisions: [
      {
        ...{ decision: 'accepted', from: 'AnyNetX_A', to: 'RegNetX', asked: ['b < 2'], reason: 'P > 0.999' },
        at: '2025-01-02T03:04:05.006Z',
      },
    ],
  }
}
