import { splitTraining } from '#main/datasets/split.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { drawOf } from '#shared/designspaces/draw.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { createLab, type Lab, type LabOptions } from '#main/lab.ts'
import { seekDraws } from '#main/services/draws.ts'
import { predictedPeakBytes } from '#main/services/predictedMemory.ts'
import { LabError } from '#main/store/labError.ts'
import type { NewStudy } from '#main/store/studies.ts'
import { planStudy, type PlannedPopulation } from '#shared/studies/planStudy.ts'
import { parseStudyFile, type StudyFile } from '#shared/studies/studyFile.ts'
import { requireSameStudy, studyPlan, studyPlanOf } from '#main/services/studyDefinition.ts'
import { cacheFolder, prepareStudyFolder } from './studyFolder.ts'
import { startUnfinishedOver } from './startOver.ts'
import { StudyTally, type StudyProgress } from './studyTally.ts'

export interface StudyRequest {
  /** With `dataset` as studyDataset gives it. Undefined: the one that the folder holds. */
  study: StudyFile | undefined
  folder: string
  resume: boolean
  /** Whether runs that are not finished begin from nothing when it is resumed. */
  startOver?: boolean
  /** Processes that train at once; default: the study's, or as many as cores and memory carry. */
  trainers?: number
  /** Stops the study: what runs is checkpointed. */
  signal?: AbortSignal
  /** Called when the populations are known and the training begins. */
  onPlanned?: (plan: readonly PlannedPopulation[], dataset: Dataset) => void
  /** Called about twice a second, and at the end. */
  onProgress?: (progress: StudyProgress) => void
  labOptions?: Partial<LabOptions>
}

/** A study in its folder, with everything that its report is made from. `lab` is open until `close`. */
export interface OpenStudy {
  lab: Lab
  studyId: number
  study: StudyFile
  plan: readonly PlannedPopulation[]
  dataset: Dataset
  /** Whether every run came to an end. */
  isComplete: boolean
  close(): Promise<void>
}

const progressEveryMs = 500

/**
 * Runs a study in a folder, or goes on with the one that is there, until every run is over or `signal` aborts. Throws
 * LabError, DatasetError or RangeError with a sentence; before anything is stored where the request cannot be met.
 */
export async function runStudy(request: StudyRequest): Promise<OpenStudy> {
  const { resume, signal } = request
  const folder = prepareStudyFolder(request.folder, resume)
  if (!resume) {
    // Sampled before the folder holds a study, so that a window that nothing meets leaves nothing behind.
    const planned = await plan(requireStudy(request.study), folder)
    return train(request, await openLab(request, folder), planned, folder)
  }
  const lab = await openLab(request, folder)
  try {
    const study = storedStudy(lab, folder) ?? requireStudy(request.study)
    if (request.study) requireSameStudy(request.study, study, folder)
    signal?.throwIfAborted()
    return await train(request, lab, await plan(study, folder), folder)
  } catch (error) {
    await lab.close()
    throw error
  }
}

function requireStudy(study: StudyFile | undefined): StudyFile {
  if (study) return study
  throw new LabError('invalid', 'Name the study: a preset or a file.')
}

function storedStudy(lab: Lab, folder: string): StudyFile | undefined {
  const [first] = lab.studies()
  if (!first) return undefined
  try {
    return parseStudyFile(first.definition)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new LabError('invalid', `The study in ${folder} cannot be read by this version: ${reason}`, { cause: error })
  }
}

async function openLab({ trainers, study, labOptions }: StudyRequest, folder: string): Promise<Lab> {
  const count = trainers ?? study?.trainers
  return createLab({ dataDir: folder, ...(count !== undefined && { trainers: count }), ...labOptions })
}

interface Planned {
  study: StudyFile
  plan: PlannedPopulation[]
  dataset: Dataset
}

async function plan(study: StudyFile, folder: string): Promise<Planned> {
  studyPlan(study)
  const spec = study.dataset as unknown as DatasetSpec
  const dataset = await openDataset(spec, { cacheDir: process.env['REGBENCH_CACHE'] ?? cacheFolder(folder) })
  try {
    const { imageSize, classNames, name } = dataset.info
    if (imageSize !== study.imageSize)
      throw new RangeError(`invalid study: imageSize is ${study.imageSize} (the images of ${name} have ${imageSize})`)
    const { share, splitSeed } = study.recipe.validation
    const { train } = splitTraining(dataset.labels.train, share, splitSeed)
    if (train.length < study.recipe.batchSize)
      throw new RangeError(
        `invalid study: recipe.batchSize is ${study.recipe.batchSize} (${name} leaves ${train.length} images to train on; take a smaller batch or more images)`,
      )
    return { study, plan: planStudy(study, classNames.length), dataset }
  } catch (error) {
    dataset.close()
    throw error
  }
}

async function train(request: StudyRequest, lab: Lab, planned: Planned, folder: string): Promise<OpenStudy> {
  const { study, dataset, plan } = planned
  const close = async () => {
    dataset.close()
    await lab.close()
  }
  try {
    const studyId = lab.studies()[0]?.id ?? lab.createStudy(newStudy(planned))
    addPopulations(lab, studyId, planned, folder)
    await seekDraws(
      lab.core,
      lab.populations(studyId).map(({ id }) => id),
    )
    takeUpAgain(lab, studyId, request.startOver === true)
    request.onPlanned?.(plan, dataset)
    await work(request, lab, studyId, study)
    // An aborted study's lab is closed already.
    const isComplete = request.signal?.aborted !== true && lab.studyDigest(studyId) !== null
    return { lab, studyId, study, plan, dataset, isComplete, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A study with its plan, as the lab stores it. */
function newStudy({ study, dataset }: Planned): Omit<NewStudy, 'createdAt'> {
  const classes = dataset.info.classNames.length
  return { name: study.name, definition: study, plan: studyPlanOf(study), classes }
}

/** Stores the populations that are not there yet; those that are there must be the planned ones. */
function addPopulations(lab: Lab, studyId: number, { study, plan, dataset }: Planned, folder: string): void {
  const { hash } = dataset.info
  const spaceIds = lab.addLineage(
    studyId,
    plan.map(({ space }) => space),
  )
  for (const [index, { space, seed, sample, trainingSeeds }] of plan.entries()) {
    const stored = lab.findPopulation(studyId, space.id)
    if (stored) {
      if (stored.datasetHash !== hash)
        throw new LabError(
          'invalid',
          `The data set of the study in ${folder} has changed since it was started. Restore it, or start the study in another folder.`,
        )
      continue
    }
    const { recipe, keepWeights } = study
    const population = lab.addPopulation({
      studyId,
      spaceId: spaceIds[index]!,
      name: space.id,
      seed,
      plan: studyPlanOf(study),
      datasetHash: hash,
      keepWeights,
      networks: sample.networks.map((candidate, i) => ({
        network: candidate.network,
        draw: drawOf(candidate),
        seed: trainingSeeds[i]!,
        plan: studyPlan(study).id,
        predictedPeakBytes: predictedPeakBytes(candidate.network, recipe.batchSize),
      })),
    })
    // The spaces take turns, so that a study that is stopped early can be compared all the same.
    for (const { id, position } of lab.runs(population)) lab.prioritise({ runId: id }, -position)
  }
}

/** Puts interrupted runs back into the queue, and failed ones, whose reason may be gone. */
function takeUpAgain(lab: Lab, studyId: number, startOver: boolean): void {
  if (startOver) startUnfinishedOver(lab, { studyId })
  lab.resume({ studyId })
  for (const { id } of lab.populations(studyId))
    for (const run of lab.runs(id))
      if (run.status === 'failed' || run.status === 'cancelled') lab.retry({ runId: run.id })
}

async function work(request: StudyRequest, lab: Lab, studyId: number, study: StudyFile): Promise<void> {
  const { signal, onProgress } = request
  const tally = new StudyTally(lab, studyId, study.recipe.epochs, () => performance.now())
  const report = () => onProgress?.(tally.progress())
  const timer = setInterval(report, progressEveryMs)
  const stop = () => {
    clearInterval(timer)
    void lab.close()
  }
  signal?.addEventListener('abort', stop)
  try {
    report()
    if (signal?.aborted) stop()
    else lab.start()
    await lab.waitUntilIdle()
    if (signal?.aborted) await lab.close()
    else report()
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', stop)
  }
}
