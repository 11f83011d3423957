import { keptPictures, type Inspection } from '#shared/inspection/inspection.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { inOwnTrainer } from '#main/scheduler/ownTrainer.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { isFailure, type TrainJob } from '#main/trainer/messages.ts'
import { planIdHere } from '#main/trainer/providers/plansHere.ts'
import { requireChosenFor } from '../datasets/dataFolders.ts'
import type { LabContext } from '../labContext.ts'
import { runWithEpochs } from '../runs/runs.ts'
import { inTrialFolder } from '../runs/trialFolder.ts'

/** An inspection of a network that was trained again. */
export interface RetrainedInspection {
  inspection: Inspection
  /** Whether the training gave the recorded bits again. */
  isSame: boolean
}

interface Wish {
  /** Most images to return. */
  worst: number
  signal?: AbortSignal | undefined
  /** Receives the completed share of the training, from 0 to 1. */
  tell: (share: number) => void
}

/**
 * Trains a finished run again from its seed, in a trainer of its own, and looks into the result; what is found is stored
 * if the bits are the recorded ones, the weights are not kept. Rejects with LabError.
 */
export async function retrainToLook(core: LabContext, id: number, wish: Wish): Promise<RetrainedInspection> {
  const { db } = core
  const run = runWithEpochs(db, id)
  if (run.status !== 'finished') throw new LabError('invalid', sentence('runNotFinished', { id }))
  if (run.origin) throw new LabError('invalid', sentence('broughtInRun', { id }))
  requireChosenFor(db, { runId: id })
  const { recipe, dataset } = getPopulation(db, run.populationId).plan
  const { network, seed, datasetHash, provider } = run
  return inTrialFolder(core, async (checkpointFolder) => {
    const job: TrainJob = {
      ...{ runId: 0, attempt: 1, checkpointPath: null, checkpointFolder, keepWeights: true },
      ...{ network, recipe, dataset, seed, datasetHash, provider, plan: planIdHere(provider, run.plan) },
    }
    const { digest, weightsPath } = await inOwnTrainer(job, { ...core, signal: wish.signal }, (message) => {
      if (message.type === 'progress') {
        const { epoch, step, steps } = message.progress
        wish.tell((epoch + step / steps) / recipe.epochs)
      }
      if (isFailure(message)) throw new LabError('trainerBroken', message.reason)
      return message.type === 'finished' ? message.result : undefined
    })
    const request = { weightsFile: weightsPath!, worst: Math.max(wish.worst, keptPictures.count) }
    const inspection = await core.inspections.lookInto(run, request, wish.signal)
    const isSame = digest === run.digest
    if (isSame) core.inspections.keep(inspection)
    return { inspection: { ...inspection, worst: inspection.worst.slice(0, wish.worst) }, isSame }
  })
}
