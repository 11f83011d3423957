import { sentence } from '#shared/sentences/sentence.ts'
import { getDataset, insertDataset, listDatasets, renameDataset, trashDataset } from '#main/store/tables/datasets.ts'
import { theLab, type EventKind } from '#main/store/tables/events.ts'
import { requireChosen } from './dataFolders.ts'
import type { DatasetReader } from './datasetReader.ts'
import type { Handlers } from '../handlers.ts'
import { log, type LabContext } from '../labContext.ts'
import { requireUnchanged } from '../requireUnchanged.ts'

/** The data sets that the bench knows. */
export function datasetsHandlers(core: LabContext, datasets: DatasetReader): Handlers<'datasets'> {
  const { db, now, jobs, program } = core
  const told = (id: number, kind: EventKind) => {
    const dataset = getDataset(db, id)
    log(core, theLab, kind, { datasetId: id, name: dataset.name })
    return dataset
  }
  return {
    list: ({ trashed }) => listDatasets(db).filter(({ trashedAt }) => (trashedAt !== null) === trashed),
    preview: ({ spec }, { signal }) => datasets.contentsOfChosen(spec, signal),
    progress: ({ spec }) => datasets.progress(spec),
    async samples({ spec, perClass, seed }, { signal }) {
      requireChosen(db, spec)
      const drawn = await jobs.run('datasetSamples', { spec, cacheDir: program.cacheDir, perClass, seed }, { signal })
      const { imageSize, counts, pixels } = drawn
      return { imageSize, perClass, counts, pixels: new Blob([pixels]) }
    },
    async add({ name, spec }, { signal }) {
      const contents = await datasets.contentsOfChosen(spec, signal)
      return told(insertDataset(db, { name, spec, contents, createdAt: now() }), 'datasetAdded')
    },
    rename({ id, name, basedOn }) {
      const { name: before } = getDataset(db, id)
      requireUnchanged(before, basedOn, sentence('nameChangedMeanwhile', { now: before }))
      renameDataset(db, id, name)
      return told(id, 'datasetRenamed')
    },
    trash({ id }) {
      getDataset(db, id)
      trashDataset(db, id, now())
      return told(id, 'datasetTrashed')
    },
    restore({ id }) {
      getDataset(db, id)
      trashDataset(db, id, null)
      return told(id, 'datasetRestored')
    },
  }
}
