import type { BinaryFile } from '#shared/contract/binary.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { fileName } from '#shared/files/fileName.ts'
import { spaceOfEntry } from '#shared/studyFiles/studyFile.ts'
import { limits } from '#shared/schema/limits.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { bundleTooLarge } from '#main/bundles/damaged.ts'
import { LabError } from '#main/store/labError.ts'
import { findSample, getStudy, renameStudy } from '#main/store/tables/studies.ts'
import { setTrashed } from '#main/store/tables/trash.ts'
import type { DatasetReader } from '../datasets/datasetReader.ts'
import { exportBundle } from '../bundles/exportBundle.ts'
import { trainNetwork } from '../runs/givenNetwork.ts'
import type { Handlers } from '../handlers.ts'
import { importBundle, importResults } from '../bundles/importBundle.ts'
import { record, type LabContext } from '../labContext.ts'
import { requireFit } from './plans.ts'
import { removeStudy } from './removeStudy.ts'
import { requireUnchanged } from '../requireUnchanged.ts'
import { retrainStudy } from './retrainStudy.ts'
import { readSample, sampleSpaces } from './sampleStudy.ts'
import { addLineage, createStudy, note } from './studies.ts'
import { runFile, runStudy } from './studyRun.ts'
import { planFromFile, spacesOf, studyParts } from './studyDefinition.ts'
import { studyDetail, studySummaries, studySummary } from './studySummary.ts'

/** Handlers for studies: creation, plans, trash, bundles. */
export function studiesHandlers(core: LabContext, datasets: DatasetReader): Handlers<'studies'> {
  const { db, now, queue, jobs } = core

  const imported = async (bytes: Uint8Array, isSample: boolean, signal: AbortSignal | undefined) => {
    const { id, weightsLeftOut } = await importBundle(core, bytes, { isSample, signal })
    return { ...studySummary(db, id), weightsLeftOut }
  }
  const read = (text: string, signal: AbortSignal | undefined) => jobs.run('readStudyFile', { text }, { signal })
  const started = <T>(answer: T): T => {
    queue.start()
    queue.wake()
    core.feed.changed()
    return answer
  }
  const recorded = (id: number, kind: 'studyTrashed' | 'studyRestored') => {
    const summary = studySummary(db, id)
    record(core, { kind, studyId: id, data: { name: summary.name } })
    return summary
  }

  return {
    list: ({ trashed }) => studySummaries(db).filter(({ trashedAt }) => (trashedAt !== null) === trashed),
    get: ({ id }) => studyDetail(db, id),
    async createFromFile({ text }, { signal }) {
      const file = await read(text, signal)
      const plan = planFromFile(file)
      const contents = await datasets.contentsNow(plan.dataset, signal)
      requireFit(plan, contents)
      const classes = contents.classNames.length
      const id = db.transaction(() => {
        const studyId = createStudy(db, { name: file.name, definition: file, plan, classes }, now())
        addLineage(db, studyId, spacesOf(studyParts(file)), now())
        return studyId
      })()
      core.feed.changed()
      return studyDetail(db, id)
    },
    async runFile({ text }, { signal }) {
      return started(await runFile(core, datasets, await read(text, signal), signal))
    },
    async run({ id, text, spaceIds }, { signal }) {
      const file = text === undefined ? undefined : await read(text, signal)
      return started(await runStudy(core, datasets, { id, file, spaceIds }, signal))
    },
    trainNetwork: async (given, { signal }) => started(await trainNetwork(core, datasets, given, signal)),
    rename({ id, name, basedOn }) {
      const now = getStudy(db, id).name
      requireUnchanged(now, basedOn, sentence('nameChangedMeanwhile', { now }))
      renameStudy(db, id, name)
      record(core, { kind: 'studyRenamed', studyId: id, data: { name } })
      return studyDetail(db, id)
    },
    trash({ id }) {
      queue.pause({ studyId: id })
      setTrashed(db, 'studies', id, now())
      return recorded(id, 'studyTrashed')
    },
    restore({ id }) {
      setTrashed(db, 'studies', id, null)
      return recorded(id, 'studyRestored')
    },
    remove: ({ id }) => removeStudy(core, id),
    note({ id, text }) {
      note(db, id, { text }, now())
      core.feed.changed()
    },
    sampleSpaces,
    openSample(_, { signal }) {
      const known = findSample(db)
      if (!known) return imported(readSample(), true, signal)
      if (known.trashedAt !== null) {
        setTrashed(db, 'studies', known.id, null)
        return recorded(known.id, 'studyRestored')
      }
      return studySummary(db, known.id)
    },
    async exportBundle({ id, weights }, { signal }) {
      const { name } = getStudy(db, id)
      const { bytes, weightsLeftOut } = await exportBundle(core, id, { weights, signal })
      return { file: new File([bytes], fileName(name, 'regbench'), { type: 'application/gzip' }), weightsLeftOut }
    },
    retrain: (request, { signal }) =>
      retrainStudy(core, request, signal ? AbortSignal.any([signal, core.feed.ended]) : core.feed.ended),
    previewResults: async ({ file, mapping, space }, { signal }) =>
      jobs.run('previewResults', { ...(await resultsIn(file, space)), mapping }, { signal }),
    async importResults({ file, mapping, space, name, leavesOut }, { signal }) {
      const { id } = await importResults(core, { ...(await resultsIn(file, space)), mapping, name, leavesOut }, signal)
      return studySummary(db, id)
    },
    importBundle: async ({ file }, { signal }) => imported(await bytesOfBundle(file), false, signal),
  }
}

/** The bytes of a file. Throws LabError 'invalid', before reading, if it is too large for a bundle. */
async function bytesOfBundle(file: BinaryFile): Promise<Uint8Array> {
  if (file.size > limits.packedBytes) throw bundleTooLarge()
  return new Uint8Array(await file.arrayBuffer())
}

/** A file of results and the space of its networks, if one is given. Throws LabError or ValueError. */
async function resultsIn(
  file: BinaryFile,
  space: string | Record<string, unknown> | null,
): Promise<{ bytes: Uint8Array; file: string; space: DesignSpace | null }> {
  const megabytes = limits.packedBytes / 2 ** 20
  if (file.size > limits.packedBytes) throw new LabError('invalid', sentence('resultsTooLarge', { megabytes }))
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { bytes, file: file.name, space: space === null ? null : spaceOfEntry(space) }
}
