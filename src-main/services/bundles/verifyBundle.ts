import { join } from 'node:path'
import type { RetrainedRun, Retraining } from '#shared/contract/retraining.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import type { Bundle, BundledRun } from '#main/bundles/bundleSchema.ts'
import { metricsOf } from '#shared/training/epochMetrics.ts'
import { areWeightsOf } from '#main/bundles/weightsOfRun.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { startNodeTrainer, trainerEntry } from '#main/scheduler/nodeTrainer.ts'
import type { OpaqueDatasetSpec } from '#main/trainer/messages.ts'
import { currentEnvironment } from '../system/environment.ts'
import { drawRuns, retrain, type RecordedRun } from '../runs/retrain.ts'

interface Verification {
  /** How many finished runs are trained again, and by which seed they are drawn. */
  count: number
  seed: number
  /** The images to train on, where they are not those that the bundle's plans name. */
  dataset?: OpaqueDatasetSpec | undefined
  signal?: AbortSignal | undefined
  tell?: (retraining: Retraining) => void
}

/** What a bundle is, and whether it is what it says. */
export interface VerifiedBundle {
  name: string
  spaces: number
  populations: number
  runs: number
  /** Digest of the seal, which everything in the bundle agrees with; null: a bundle of before there were seals. */
  seal: string | null
  digest: string
  /** Runs whose weights are in it and give their digest. */
  weights: number
  /** What does not agree, with its place. */
  problems: Sentence[]
  retrained: RetrainedRun[]
}

/**
 * Reads a .regbench file, computes the digests of the weights in it, and trains some of its runs again. Throws LabError
 * 'invalid' where the file is none, was changed after it was sealed, or contradicts itself.
 */
export async function verifyBundle(bytes: Uint8Array, verification: Verification): Promise<VerifiedBundle> {
  const bundle = readBundle(bytes)
  const { study, spaces, populations, seal } = bundle
  const problems: Sentence[] = []
  if (!seal) problems.push(sentence('notSealed', { version: bundle.formatVersion }))
  const weights = await inTemporaryFolder((folder) => Promise.resolve(checkedWeights(bundle, folder, problems)))
  return {
    name: study.name,
    spaces: spaces.length,
    populations: populations.length,
    runs: populations.reduce((sum, { runs }) => sum + runs.length, 0),
    seal: seal?.digest ?? null,
    digest: study.digest,
    weights,
    problems,
    retrained: await retrained(bundle, verification),
  }
}

/** How many weights are those of their runs' digests; those that are not are told of. */
function checkedWeights({ populations }: Bundle, folder: string, problems: Sentence[]): number {
  const file = join(folder, 'weights.safetensors')
  let agreeing = 0
  populations.forEach(({ runs }, i) =>
    runs.forEach(({ weights, digest, epochs }, position) => {
      if (weights === undefined) return
      writeWhole(file, Buffer.from(weights, 'base64'))
      if (areWeightsOf(file, { digest, epochs: epochs.map(metricsOf) })) agreeing++
      else problems.push(sentence('weightsUnlikeDigest', { place: `populations[${i}].runs[${position}].weights` }))
    }),
  )
  return agreeing
}

async function retrained(
  bundle: Bundle,
  { count, seed, dataset, signal, tell }: Verification,
): Promise<RetrainedRun[]> {
  if (count === 0) return []
  const runs = bundle.populations.flatMap((population) =>
    population.runs.flatMap((run, position) => {
      if (run.status !== 'finished') return []
      return [recorded(run, { position, population, dataset: dataset ?? population.plan.dataset })]
    }),
  )
  return retrain(drawRuns(runs, count, seed), {
    startTrainer: startNodeTrainer,
    program: { node: process.execPath, entry: trainerEntry },
    environment: currentEnvironment(),
    inFolder: inTemporaryFolder,
    signal,
    tell: tell ?? (() => undefined),
  })
}

interface Around {
  position: number
  population: Bundle['populations'][number]
  dataset: OpaqueDatasetSpec
}

function recorded(run: BundledRun, { position, population, dataset }: Around): RecordedRun {
  const { seed, network, provider, plan, onnxruntimeVersion, cpuFeatures } = run
  const { plan: studyPlan, datasetHash, name } = population
  return {
    ...{ runId: 0, population: name, position, onnxruntimeVersion, cpuFeatures },
    training: { seed, network, recipe: studyPlan.recipe, dataset, datasetHash, provider, plan },
    outcome: { digest: run.digest!, errorPercent: run.errorPercent! },
    validationCount: run.validationCount!,
  }
}
