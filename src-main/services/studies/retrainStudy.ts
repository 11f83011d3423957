import type { Retraining } from '#shared/contract/retraining.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { recipeOfRun } from '#shared/training/recipeSweep.ts'
import { listDatasets } from '#main/store/tables/datasets.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation, type Population } from '#main/store/tables/populations.ts'
import { finishedRunIds, getRun } from '#main/store/tables/runs.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import type { OpaqueDatasetSpec } from '#main/trainer/messages.ts'
import { requireChosen } from '../datasets/dataFolders.ts'
import type { LabContext } from '../labContext.ts'
import { drawRuns, retrain, type RecordedRun } from '../runs/retrain.ts'
import { inTrialFolder } from '../runs/trialFolder.ts'

/** Retrains finished runs of a study; see studies.retrain of the contract. Ends with the signal's reason. */
export async function* retrainStudy(
  core: LabContext,
  { id, count, seed }: { id: number; count: number; seed: number },
  signal: AbortSignal,
): AsyncGenerator<Retraining, void> {
  const { name } = getStudy(core.db, id)
  const drawn = drawRuns(finishedRunIds(core.db, id), count, seed).map((runId) => recorded(core, runId))
  if (drawn.length === 0) throw new LabError('invalid', sentence('nothingToRetrain', { name }))
  let state: Retraining = { drawn: drawn.length, share: 0, done: [] }
  let wake: () => void = () => undefined
  const { startTrainer, program, environment } = core
  const stop = new AbortController()
  const ended = retrain(drawn, {
    ...{ startTrainer, program, environment },
    inFolder: (act) => inTrialFolder(core, act),
    signal: AbortSignal.any([signal, stop.signal]),
    tell(retraining) {
      state = retraining
      wake()
    },
  })
  // Awaited below; until then a failure must not crash the program.
  ended.catch(() => wake())
  try {
    let reported: Retraining | undefined
    while (state.done.length < state.drawn) {
      if (reported === state) await Promise.race([ended, new Promise<void>((resolve) => (wake = resolve))])
      reported = state
      yield state
    }
    await ended
  } finally {
    stop.abort()
  }
}

function recorded(core: LabContext, runId: number): RecordedRun {
  const run = getRun(core.db, runId)
  const population = getPopulation(core.db, run.populationId)
  const { position, seed, network, datasetHash, provider, plan, onnxruntimeVersion, cpuFeatures } = run
  return {
    ...{ runId, population: population.name, position, onnxruntimeVersion, cpuFeatures },
    training: {
      seed,
      network,
      recipe: recipeOfRun(population.plan.recipe, run.recipeDraw),
      dataset: datasetOf(core, population),
      datasetHash,
      provider,
      plan,
    },
    device: run.environment?.device ?? null,
    outcome: { digest: run.digest!, errorPercent: run.errorPercent! },
    validationCount: run.validationCount!,
  }
}

/**
 * The images of a population as available on this machine. Throws LabError 'invalid' if the user has not chosen them.
 */
function datasetOf({ db }: LabContext, { plan, datasetHash }: Population): OpaqueDatasetSpec {
  const known = listDatasets(db).find(({ contents, trashedAt }) => contents.hash === datasetHash && trashedAt === null)
  if (known) return known.spec
  requireChosen(db, plan.dataset)
  return plan.dataset
}
