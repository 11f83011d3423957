import { sentence } from '#shared/sentences/sentence.ts'
import { recipeOfRun } from '#shared/training/recipeSweep.ts'
import type { TrainJob } from '#main/trainer/messages.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { forgetReleased } from '#main/store/tables/released.ts'
import type { MachineIdentity, Run } from '#main/store/tables/runs.ts'
import { beginAttempt, changeRuns } from '#main/store/tables/runTransitions.ts'
import { sameProcessor } from '#main/store/sameMachine.ts'
import { forgetProgress } from './recordMessage.ts'
import type { Records } from './records.ts'
import { attemptFolder, attemptsPath, fullPath, isThere } from './runFiles.ts'

/** The id of the lowering plan for training here a run that was planned or begun under `plan`. */
export type PlanHere = (provider: string, plan: string) => string

/**
 * The job of a queued run's next attempt, which it records as running. The job resumes from the checkpoint unless that
 * is missing, comes from a machine with different bits, or uses a plan that the provider no longer supports; then it
 * starts over.
 */
export function beginRun(
  records: Records,
  run: Run,
  { planHere, ...machine }: MachineIdentity & { planHere: PlanHere },
): TrainJob {
  const { db, folder, now } = records
  const plan = planHere(run.provider, run.plan)
  const samePlan = plan === run.plan
  // Of another device the trainer's checkpoint tells.
  const isProcessor = sameProcessor(run, machine)
  const goesOn = samePlan && isProcessor && isThere(folder, run.checkpointPath, run.id)
  const population = getPopulation(db, run.populationId)
  const attempt = db.transaction(() => {
    if (!goesOn) {
      changeRuns(db, { runId: run.id }, ['queued'], { checkpointPath: null, plan, ...machine })
      forgetProgress(db, run.id)
      if (run.checkpointPath !== null) {
        const replaced = sentence('planReplaced', { provider: run.provider, was: run.plan, plan })
        const elsewhere = sentence(isProcessor ? 'checkpointGone' : 'machineReplaced')
        insertEvent(db, {
          kind: 'startedOver',
          runIds: [run.id],
          data: { reason: samePlan ? elsewhere : replaced },
          at: now(),
        })
      }
    }
    forgetReleased(db, attemptsPath(run.id))
    const begun = beginAttempt(db, run.id, now())
    insertEvent(db, { kind: 'started', runIds: [run.id], data: { attempt: begun }, at: now() })
    return begun
  })()
  return {
    runId: run.id,
    attempt,
    seed: run.seed,
    network: run.network,
    recipe: recipeOfRun(population.plan.recipe, run.recipeDraw),
    dataset: population.plan.dataset,
    datasetHash: run.datasetHash,
    provider: run.provider,
    plan,
    checkpointPath: goesOn ? fullPath(folder, run.checkpointPath!, run.id) : null,
    checkpointFolder: attemptFolder(folder, run.id, attempt),
    keepWeights: run.pinned || population.keepWeights.keep !== 'none',
  }
}
