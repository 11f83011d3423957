import type { PilotPoint, PopulationRequest } from '#shared/contract/populations.ts'
import type { AcceptedCandidate } from '#shared/designspaces/candidateSource.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { mkdtempSync } from 'node:fs'
import { basename, join } from 'node:path'
import { LabError } from '#main/store/labError.ts'
import { removeReleased } from '#main/scheduler/releasing.ts'
import { pilotPrefix } from '#main/scheduler/runFiles.ts'
import { putPilot, type PilotKey } from '#main/store/pilots.ts'
import { release } from '#main/store/released.ts'
import type { TrainJob } from '#main/trainer/messages.ts'
import type { LabCore } from './labCore.ts'
import { loweringPlanOf } from './plans.ts'
import { predictedPeakBytes } from './predictedMemory.ts'

/** Reports of a trainer's progress that are used; the first, with its cold caches, is not. */
const reports = 2
const patienceMs = 60_000

interface Pilot {
  request: PopulationRequest
  networks: readonly AcceptedCandidate[]
  /** Of the sampling. */
  seed: number
  key: PilotKey
  signal: AbortSignal | undefined
}

/**
 * Measures a small, a middle and a large network of a sample, by training each for about a second, and stores that. As
 * many are trained at once as will be later, since trainers slow each other down.
 */
export async function runPilot(core: LabCore, { request, networks, seed, key, signal }: Pilot): Promise<void> {
  const sorted = [...networks].sort((a, b) => a.complexity.flops - b.complexity.flops)
  const chosen = new Set([0, 0.5, 1].map((share) => sorted[Math.round(share * (sorted.length - 1))]!))
  const left = [...chosen]
  const measureNext = async (): Promise<void> => {
    const next = left.shift()
    if (!next) return
    const { network, complexity } = next
    signal?.throwIfAborted()
    const folder = mkdtempSync(join(core.folder, pilotPrefix))
    const path = basename(folder)
    // Released at once: a crash leaves it to the next start.
    release(core.db, [path])
    try {
      const { plan } = request
      const speed = await measure(core, {
        ...{ runId: 0, attempt: 1, seed, network, checkpointPath: null, checkpointFolder: folder, keepWeights: false },
        ...{ dataset: plan.dataset, datasetHash: key.datasetHash, provider: plan.provider, plan: loweringPlanOf(plan) },
        // The speed of steps is that of the first epoch, however short a run is: it goes on until it is stopped.
        recipe: { ...plan.recipe, epochs: 1_000_000, warmupEpochs: 0 },
      })
      putPilot(core.db, key, { ...complexity, ...speed }, core.now())
    } finally {
      removeReleased(core, [path])
    }
    await measureNext()
  }
  const peakBytes = Math.max(...left.map(({ network }) => predictedPeakBytes(network, key.batchSize)))
  await Promise.all(Array.from({ length: core.trainersFor(peakBytes) }, measureNext))
}

type Speed = Pick<PilotPoint, 'imagesPerSecond' | 'peakMemoryBytes'>

/** The speed of a job in a trainer of its own, which is thrown away. */
async function measure({ startTrainer, program }: LabCore, job: TrainJob): Promise<Speed> {
  const trainer = startTrainer(program)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Speed>((resolve, reject) => {
      const fail = (said: Sentence) => reject(new LabError('trainerBroken', said))
      const speeds: number[] = []
      const wait = () => {
        clearTimeout(timer)
        timer = setTimeout(() => fail(sentence('pilotSilent', { seconds: patienceMs / 1000 })), patienceMs)
      }
      wait()
      trainer.onExit((reason) => fail(sentence('pilotEnded', { said: reason })))
      trainer.onMessage((message) => {
        wait()
        if (message.type === 'ready') trainer.send({ type: 'train', job })
        else if (message.type === 'failed' || message.type === 'diverged')
          fail(sentence('pilotFailed', { said: message.reason }))
        else if (message.type === 'progress') {
          const { imagesPerSecond, peakMemoryBytes } = message.progress
          speeds.push(imagesPerSecond)
          if (speeds.length <= reports) return
          const used = speeds.slice(1)
          resolve({ imagesPerSecond: used.reduce((sum, speed) => sum + speed, 0) / used.length, peakMemoryBytes })
        }
      })
    })
  } finally {
    clearTimeout(timer)
    trainer.kill()
  }
}
