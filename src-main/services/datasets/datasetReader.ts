import type { DatasetContents, ReadingProgress } from '#shared/contract/datasets.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { release, requireChosen } from './dataFolders.ts'
import type { LabContext } from '../labContext.ts'

/** How long contents read from files are cached. */
const believedMs = 60_000

/** Opens data sets in the background and caches their contents for a while. */
export class DatasetReader {
  readonly #core: Pick<LabContext, 'db' | 'jobs' | 'program' | 'now'>
  readonly #progress = new Map<string, ReadingProgress>()
  readonly #known = new Map<string, { contents: DatasetContents; readAt: number }>()

  constructor(core: Pick<LabContext, 'db' | 'jobs' | 'program' | 'now'>) {
    this.#core = core
  }

  /**
   * The contents of a data set. Rejects with LabError 'invalid' if it is unusable or the user has not chosen its
   * folder.
   */
  async contents(spec: DatasetSpec, signal?: AbortSignal): Promise<DatasetContents> {
    const { db, jobs, program, now } = this.#core
    requireChosen(db, spec)
    const key = JSON.stringify(spec)
    const known = this.#known.get(key)
    // A built-in data set is a function of its specification.
    if (known && (spec.kind === 'synthetic' || now() - known.readAt < believedMs)) return known.contents
    const onProgress = (progress: ReadingProgress) => this.#progress.set(key, progress)
    try {
      const request = { spec, cacheDir: program.cacheDir }
      const contents = await jobs.run('datasetContents', request, { signal, onProgress })
      this.#known.set(key, { contents, readAt: now() })
      return contents
    } finally {
      this.#progress.delete(key)
    }
  }

  /** Progress of reading a data set; null if it is not being read, or takes no pass over files. */
  progress(spec: DatasetSpec): ReadingProgress | null {
    return this.#progress.get(JSON.stringify(spec)) ?? null
  }

  /** Like contentsNow, for a data set that the user has just chosen. */
  async contentsOfChosen(spec: DatasetSpec, signal?: AbortSignal): Promise<DatasetContents> {
    release(this.#core.db, spec)
    return this.contentsNow(spec, signal)
  }

  /** Like contents, but always reads the files again. */
  async contentsNow(spec: DatasetSpec, signal?: AbortSignal): Promise<DatasetContents> {
    if (spec.kind !== 'synthetic') this.#known.delete(JSON.stringify(spec))
    return this.contents(spec, signal)
  }
}
