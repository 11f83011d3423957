import type { Retraining } from '#shared/contract/retraining.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { listDatasets } from '#main/store/datasets.ts'
import { LabError } from '#main/store/labError.ts'
import { listPopulations, type Population } from '#main/store/populations.ts'
import { listRuns } from '#main/store/runs.ts'
import { getStudy } from '#main/store/studies.ts'
import type { OpaqueDatasetSpec } from '#main/trainer/messages.ts'
import { requireChosen } from './dataFolders.ts'
import type { LabCore } from './labCore.ts'
import { loweringPlanHere } from './plans.ts'
import { drawRuns, retrain, type RecordedRun } from './retrain.ts'
import { inTrialFolder } from './trialFolder.ts'

/** Trains finished runs of a study again; see studies.retrain of the contract. Ends with the signal's reason. */
export async function* retrainStudy(
  core: LabCore,
  { id, count, seed }: { id: number; count: number; seed: number },
  signal: AbortSignal,
): AsyncGenerator<Retraining, void> {
  const finished = finishedRuns(core, id)
  const { name } = getStudy(core.db, id)
  if (finished.length === 0) throw new LabError('invalid', sentence('nothingToRetrain', { name }))
  let state: Retraining = { drawn: Math.min(count, finished.length), share: 0, done: [] }
  let wake: () => void = () => undefined
  const { startTrainer, program, environment } = core
  const stop = new AbortController()
  const ended = retrain(drawRuns(finished, count, seed), {
    ...{ startTrainer, program, environment, planHere: loweringPlanHere },
    inFolder: (act) => inTrialFolder(core, act),
    signal: AbortSignal.any([signal, stop.signal]),
    tell(retraining) {
      state = retraining
      wake()
    },
  })
  // It is awaited below; until then a failure must not end the program.
  ended.catch(() => wake())
  try {
    let told: Retraining | undefined
    while (state.done.length < state.drawn) {
      if (told === state) await Promise.race([ended, new Promise<void>((resolve) => (wake = resolve))])
      told = state
      yield state
    }
    await ended
  } finally {
    stop.abort()
  }
}

/** The finished runs of a study, those in the trash not. */
function finishedRuns(core: LabCore, studyId: number): RecordedRun[] {
  const populations = listPopulations(core.db, studyId).filter(({ trashedAt }) => trashedAt === null)
  return populations.flatMap((population) => {
    let dataset: OpaqueDatasetSpec | undefined
    return listRuns(core.db, { populationId: population.id }, ['finished']).map((run): RecordedRun => {
      dataset ??= datasetOf(core, population)
      const { id: runId, position, seed, network, recipe, datasetHash, provider, plan } = run
      return {
        ...{ runId, population: population.name, position },
        training: { seed, network, recipe, dataset, datasetHash, provider, plan },
        outcome: { digest: run.digest!, errorPercent: run.errorPercent! },
        validationCount: run.validationCount!,
        ...{ onnxruntimeVersion: run.onnxruntimeVersion, cpuFeatures: run.cpuFeatures },
      }
    })
  })
}

/** The images of a population as they are found here. Throws LabError 'invalid' where the user has not chosen them. */
function datasetOf({ db }: LabCore, { dataset, datasetHash }: Population): OpaqueDatasetSpec {
  const known = listDatasets(db).find(({ contents, trashedAt }) => contents.hash === datasetHash && trashedAt === null)
  if (known) return known.spec
  requireChosen(db, dataset)
  return dataset
}
