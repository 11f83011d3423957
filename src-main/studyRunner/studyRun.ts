import { openDataset } from '#main/datasets/kinds.ts'
import type { Dataset } from '#main/datasets/dataset.ts'
import { createLab, type Lab, type LabOptions } from '#main/lab.ts'
import { clientOf, type LabClient } from '#main/services/client.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { requireFit } from '#main/services/studies/plans.ts'
import { replacedPlans } from '#main/services/studies/replacedPlans.ts'
import { studyParts, type StudyPart } from '#main/services/studies/studyDefinition.ts'
import { LabError } from '#main/store/labError.ts'
import type { SampledSpace, StudyDetail } from '#shared/contract/studies.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { populationSeeds } from '#shared/studyFiles/seeds.ts'
import type { StudyFile } from '#shared/studyFiles/studyFile.ts'
import { cacheFolder, studyFolder } from './studyFolder.ts'
import { runsOf } from './runsOf.ts'
import { StudyTally, type StudyProgress } from './studyTally.ts'

export interface StudyRequest {
  /** As returned by studyDataset. Undefined: the study in the folder. */
  study: StudyFile | undefined
  folder: string
  /** Whether the folder must already contain the study. */
  resume: boolean
  /** Whether a lab may be created beside others' files, which are left alone. */
  beside?: boolean
  /** Whether unfinished runs start over when resuming. */
  startOver?: boolean
  /** Number of concurrent trainers; default: the study's, or as many as cores and memory allow. */
  trainers?: number
  /** Stops the study; running runs are checkpointed. */
  signal?: AbortSignal
  /** Called with a notice about runs whose lowering plan was replaced. */
  onReplacedPlan?: (said: Sentence) => void
  /** Called when the populations are known and training starts. */
  onSampled?: (spaces: readonly SampledSpace[], dataset: Dataset) => void
  /** Called about twice a second, and at the end. */
  onProgress?: (progress: StudyProgress) => void
  labOptions?: Partial<LabOptions>
}

/** A study in its folder with everything its report is built from. `lab` stays open until `close`. */
export interface OpenStudy {
  lab: Lab
  client: LabClient
  study: StudyDetail
  /** Ids of its populations, in order. */
  populationIds: readonly number[]
  dataset: Dataset
  /** The images of a population; to be closed. */
  openDataset(spec: DatasetSpec): Promise<Dataset>
  /** Whether every run has ended. */
  isComplete: boolean
  close(): Promise<void>
}

const progressEveryMs = 500

/**
 * Runs a study in a folder until every run has ended or `signal` aborts: a new study, or the existing one, to which its
 * file may add networks and spaces. Throws LabError, DatasetError or RangeError; if the request cannot be met, before
 * storing anything.
 */
export async function runStudy(request: StudyRequest): Promise<OpenStudy> {
  const { resume, beside = false, study, signal } = request
  const { path, holdsLab } = studyFolder(request.folder, { resume, beside })
  if (!holdsLab) await checkNew(requireStudy(study), path)
  signal?.throwIfAborted()
  const trainers = request.trainers ?? study?.trainers
  const lab = await createLab({
    ...{ dataDir: path, beside, ...request.labOptions },
    ...(trainers !== undefined && { trainers }),
  })
  try {
    for (const said of replacedPlans(lab.core.db)) request.onReplacedPlan?.(said)
    return await train(request, lab)
  } catch (error) {
    await lab.close()
    throw error
  }
}

function requireStudy(study: StudyFile | undefined): StudyFile {
  if (study) return study
  throw new LabError('invalid', 'Name the study: a preset or a file.')
}

/** Samples every space of a new study in advance, so that a space which cannot be sampled leaves no folder behind. */
async function checkNew(study: StudyFile, folder: string): Promise<void> {
  const parts = studyParts(study)
  for (const ofImages of Map.groupBy(parts, ({ plan }) => JSON.stringify(plan.dataset)).values()) {
    const [{ plan: first }] = ofImages as [StudyPart]
    // Generated images are generated again; decoded ones stay in the folder for the next attempt.
    const dataset = await ('folder' in first.dataset ? openOf(first.dataset, folder) : openDataset(first.dataset))
    try {
      for (const { definition: space, plan, place, listed } of ofImages) {
        requireFit(plan, dataset.info)
        if (listed) continue
        const [regime, count] = [regimeOf(plan, dataset.info.classNames.length), plan.perSpace]
        samplePopulation({ space, regime, count, seed: populationSeeds(plan.seed, place).sampling })
      }
    } finally {
      dataset.close()
    }
  }
}

const openOf = (spec: DatasetSpec, folder: string): Promise<Dataset> =>
  openDataset(spec, { cacheDir: process.env['REGBENCH_CACHE'] ?? cacheFolder(folder) })

async function train(request: StudyRequest, lab: Lab): Promise<OpenStudy> {
  const client = clientOf(lab)
  const { study: file, signal } = request
  const text = file && JSON.stringify(file)
  const call = signal ? { signal } : {}
  const known = await knownStudy(client, file)
  if (known !== undefined && request.startOver) await startOver(client, known)
  const { id, spaces } =
    known !== undefined
      ? await client.studies.run({ id: known, ...(text !== undefined && { text }) }, call)
      : await client.studies.runFile({ text: JSON.stringify(requireStudy(file)) }, call)
  const study = await client.studies.get({ id })
  const dataset = await openOf(study.plan.dataset, lab.folder)
  const close = async () => {
    dataset.close()
    await lab.close()
  }
  try {
    const populationIds = spaces.map(({ populationId }) => populationId)
    await takeUpAgain(client, id, populationIds)
    request.onSampled?.(spaces, dataset)
    await work(request, lab, client, populationIds)
    // An aborted study's lab is already closed.
    const isComplete = signal?.aborted !== true && (await client.studies.get({ id })).digest !== null
    const openDataset = (spec: DatasetSpec) => openOf(spec, lab.folder)
    return { lab, client, study, populationIds, dataset, openDataset, isComplete, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The id of the study with that name in a lab, or of its first one. */
async function knownStudy(client: LabClient, file: StudyFile | undefined): Promise<number | undefined> {
  const studies = await client.studies.list({})
  const named = studies.find(({ name }) => name === file?.name)
  return named?.id ?? studies.toSorted((a, b) => a.id - b.id)[0]?.id
}

/** Starts over the unfinished runs of a study while the queue takes none. */
async function startOver(client: LabClient, studyId: number): Promise<void> {
  await client.runs.act({ scope: { studyId }, action: 'pauseNow' })
  await client.runs.act({ scope: { studyId }, action: 'startOver' })
}

/** Requeues interrupted runs, and failed and cancelled ones, whose cause may be gone, of populations that did not end. */
async function takeUpAgain(client: LabClient, studyId: number, populationIds: readonly number[]): Promise<void> {
  await client.runs.act({ scope: { studyId }, action: 'resume' })
  const populations = await Promise.all(populationIds.map((id) => client.populations.get({ id })))
  const open = populations.flatMap(({ id, ending }) => ((ending?.endedAt ?? null) === null ? [id] : []))
  if (open.length === 0) return
  const runs = await runsOf(client, open, 'outlines')
  const runIds = runs.flatMap(({ id, status }) => (status === 'failed' || status === 'cancelled' ? [id] : []))
  if (runIds.length > 0) await client.runs.act({ scope: { runIds }, action: 'retry' })
}

async function work(
  { signal, onProgress }: StudyRequest,
  lab: Lab,
  client: LabClient,
  populationIds: readonly number[],
): Promise<void> {
  const tally = await StudyTally.of(client, populationIds, () => performance.now())
  const report = async () => onProgress?.(await tally.progress())
  const timer = setInterval(() => void report().catch(() => undefined), progressEveryMs)
  const stop = () => {
    clearInterval(timer)
    void lab.close()
  }
  signal?.addEventListener('abort', stop)
  try {
    await report()
    if (signal?.aborted) stop()
    await lab.core.queue.waitUntilIdle()
    if (signal?.aborted) await lab.close()
    else await report()
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', stop)
  }
}
