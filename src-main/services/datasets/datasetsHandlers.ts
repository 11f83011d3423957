import type { KindAbout } from '#shared/contract/events.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { getDataset, insertDataset, listDatasets, renameDataset } from '#main/store/tables/datasets.ts'
import { setTrashed } from '#main/store/tables/trash.ts'
import { requireChosen } from './dataFolders.ts'
import type { DatasetReader } from './datasetReader.ts'
import type { Handlers } from '../handlers.ts'
import { record, type LabContext } from '../labContext.ts'
import { requireUnchanged } from '../requireUnchanged.ts'

/** Handlers for the data sets known to the lab. */
export function datasetsHandlers(core: LabContext, datasets: DatasetReader): Handlers<'datasets'> {
  const { db, now, jobs, program } = core
  const recorded = (id: number, kind: KindAbout<'dataset'>) => {
    const dataset = getDataset(db, id)
    record(core, { kind, data: { datasetId: id, name: dataset.name } })
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
      return recorded(insertDataset(db, { name, spec, contents, createdAt: now() }), 'datasetAdded')
    },
    rename({ id, name, basedOn }) {
      const { name: before } = getDataset(db, id)
      requireUnchanged(before, basedOn, sentence('nameChangedMeanwhile', { now: before }))
      renameDataset(db, id, name)
      return recorded(id, 'datasetRenamed')
    },
    trash({ id }) {
      setTrashed(db, 'datasets', id, now())
      return recorded(id, 'datasetTrashed')
    },
    restore({ id }) {
      setTrashed(db, 'datasets', id, null)
      return recorded(id, 'datasetRestored')
    },
  }
}
