import { join } from 'node:path'
import type { RetrainedRun, Retraining } from '#shared/contract/retraining.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { readBundle } from '#main/bundles/bundleFile.ts'
import type { Bundle, BundledRun } from '#main/bundles/bundleSchema.ts'
import { recipeOfRun } from '#shared/training/recipeSweep.ts'
import { metricsOf } from '#shared/training/epochMetrics.ts'
import { areWeightsOf } from '#main/bundles/weightsOfRun.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { startNodeTrainer, trainerEntry } from '#main/scheduler/nodeTrainer.ts'
import type { OpaqueDatasetSpec } from '#main/trainer/messages.ts'
import { currentEnvironment } from '../system/environment.ts'
import { drawRuns, retrain, type RecordedRun } from '../runs/retrain.ts'

interface Verification {
  /** How many finished runs to retrain, and the seed for drawing them. */
  count: number
  seed: number
  /** The images to train on, if not those named by the bundle's plans. */
  dataset?: OpaqueDatasetSpec | undefined
  signal?: AbortSignal | undefined
  tell?: (retraining: Retraining) => void
}

/** What a bundle contains, and whether that is consistent. */
export interface VerifiedBundle {
  name: string
  spaces: number
  populations: number
  runs: number
  /** Digest of the seal, which matches the bundle's contents; null for bundles from before seals were introduced. */
  seal: string | null
  digest: string
  /** Number of runs whose weights are included and match their digest. */
  weights: number
  /** Inconsistencies, each with its place. */
  problems: Sentence[]
  retrained: RetrainedRun[]
}

/**
 * Reads a .regbench file, computes the digests of its weights, and retrains some of its runs. Throws LabError 'invalid'
 * if the file is no bundle, was changed after sealing, or contradicts itself.
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

/** The number of weights that match their runs' digests; adds a problem for each of the others. */
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
      if (run.status !== 'finished' || run.origin) return []
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
  const { seed, network, recipeDraw, provider, plan, onnxruntimeVersion, cpuFeatures } = run
  const { plan: studyPlan, datasetHash, name } = population
  return {
    ...{ runId: 0, population: name, position, onnxruntimeVersion, cpuFeatures },
    training: {
      seed,
      network,
      recipe: recipeOfRun(studyPlan.recipe, recipeDraw),
      dataset,
      datasetHash,
      provider,
      plan,
    },
    device: run.environment?.device ?? null,
    outcome: { digest: run.digest!, errorPercent: run.errorPercent! },
    validationCount: run.validationCount!,
  }
}
