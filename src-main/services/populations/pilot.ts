import type { PilotPoint, PopulationRequest } from '#shared/contract/populations.ts'
import type { AcceptedCandidate } from '#shared/designspaces/sampling/candidateSource.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { inOwnTrainer } from '#main/scheduler/ownTrainer.ts'
import { putPilot, type PilotKey } from '#main/store/tables/pilots.ts'
import { isFailure, type TrainJob } from '#main/trainer/messages.ts'
import type { LabContext } from '../labContext.ts'
import { loweringPlanOf } from '../studies/plans.ts'
import { predictedPeakBytes } from './predictedMemory.ts'
import { inTrialFolder } from '../runs/trialFolder.ts'

/** Progress reports used per trainer; the first, with cold caches, is ignored. */
const reports = 2

interface Pilot {
  request: Pick<PopulationRequest, 'plan'>
  networks: readonly AcceptedCandidate[]
  key: PilotKey
  signal: AbortSignal | undefined
}

/**
 * Measures a small, a medium and a large network of a sample, by training each for about a second, and stores the
 * result. As many are trained at once as in real training, since trainers slow each other down.
 */
export async function runPilot(core: LabContext, { request, networks, key, signal }: Pilot): Promise<void> {
  const sorted = [...networks].sort((a, b) => a.complexity.flops - b.complexity.flops)
  const chosen = new Set([0, 0.5, 1].map((share) => sorted[Math.round(share * (sorted.length - 1))]!))
  const left = [...chosen]
  const measureNext = async (): Promise<void> => {
    const next = left.shift()
    if (!next) return
    const { network, complexity } = next
    const { plan } = request
    const { seed } = plan
    const speed = await inTrialFolder(core, (checkpointFolder) => {
      const job = {
        ...{ runId: 0, attempt: 1, seed, network, checkpointPath: null, checkpointFolder, keepWeights: false },
        ...{ dataset: plan.dataset, datasetHash: key.datasetHash, provider: plan.provider, plan: loweringPlanOf(plan) },
        // The speed is measured in the first epoch, so the run is made long enough to go on until it is stopped.
        recipe: { ...plan.recipe, epochs: 1_000_000, warmupEpochs: 0 },
      }
      return measure(core, job, signal)
    })
    putPilot(core.db, key, { ...complexity, ...speed }, core.now())
    await measureNext()
  }
  const peakBytes = Math.max(...left.map(({ network }) => predictedPeakBytes(network, key.batchSize)))
  await Promise.all(Array.from({ length: core.queue.trainersFor(key.provider, peakBytes) }, measureNext))
}

type Speed = Pick<PilotPoint, 'imagesPerSecond' | 'peakMemoryBytes'>

/** The speed of a job in its own trainer. */
async function measure(core: LabContext, job: TrainJob, signal: AbortSignal | undefined): Promise<Speed> {
  const speeds: number[] = []
  try {
    return await inOwnTrainer(job, { ...core, signal }, (message) => {
      if (isFailure(message)) throw new LabError('trainerBroken', message.reason)
      if (message.type !== 'progress') return undefined
      const { imagesPerSecond, peakMemoryBytes } = message.progress
      speeds.push(imagesPerSecond)
      if (speeds.length <= reports) return undefined
      const used = speeds.slice(1)
      return { imagesPerSecond: used.reduce((sum, speed) => sum + speed, 0) / used.length, peakMemoryBytes }
    })
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    throw new LabError(error.code, sentence('pilotFailed', { said: error.sentence }), { cause: error })
  }
}
