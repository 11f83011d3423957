import type { Dataset } from '#main/datasets/dataset.ts'

interface Shared {
  readonly dataset: Promise<Dataset>
  users: number
}

/**
 * The data sets of a trainer's runs, each opened once for all of them. One without users stays open until another is
 * asked for, since the next run mostly trains on the same.
 */
export class SharedDatasets<Spec> {
  readonly #open: (spec: Spec) => Promise<Dataset>
  readonly #shared = new Map<string, Shared>()

  constructor(open: (spec: Spec) => Promise<Dataset>) {
    this.#open = open
  }

  /** Calls `act` with the data set of a specification, open until it has settled. Rejects as opening or `act` does. */
  async use<T>(spec: Spec, act: (dataset: Dataset) => Promise<T>): Promise<T> {
    const key = JSON.stringify(spec)
    const shared = this.#shared.get(key) ?? { dataset: this.#open(spec), users: 0 }
    shared.users++
    this.#shared.set(key, shared)
    try {
      const dataset = await shared.dataset
      this.#closeUnused(key)
      return await act(dataset)
    } catch (error) {
      // Whoever asks next reads the files again.
      if (this.#shared.get(key) === shared) this.#shared.delete(key)
      throw error
    } finally {
      shared.users--
      if (shared.users === 0 && this.#shared.get(key) !== shared) await close(shared)
    }
  }

  #closeUnused(except: string): void {
    for (const [key, shared] of this.#shared) {
      if (key === except || shared.users > 0) continue
      this.#shared.delete(key)
      void close(shared)
    }
  }
}

/** Closes a data set if it could be opened. */
async function close({ dataset }: Shared): Promise<void> {
  const opened = await dataset.catch(() => undefined)
  opened?.close()
}
