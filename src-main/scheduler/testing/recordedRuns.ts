import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listEvents } from '#main/store/tables/events.ts'
import { openStore } from '#main/store/open.ts'
import type { Population } from '#main/store/tables/populations.ts'
import { getRun } from '#main/store/tables/runs.ts'
import type { Store } from '#main/store/store.ts'
import { insertStudy } from '#main/store/tables/studies.ts'
import { addPopulation, addRuns } from '#main/store/testing/someRows.ts'
import type { Records } from '../records.ts'

/** A store with the queued runs of one population, and what a test asks of them. */
export interface RecordedRuns {
  store: Store
  records: Records
  runIds: number[]
  /** The state of each run. */
  states: () => string[]
  /** The log but for the first `after` lines: kind and run of each. */
  log: (after?: number) => string[]
  /** Writes a file of the lab's folder, by its path in it; its full path. */
  write: (path: string, text?: string) => string
}

/** Such a store in an empty folder; its clock stands at 100. */
export function recordedRuns(folder: string, count: number, population: Partial<Population> = {}): RecordedRuns {
  const store = openStore(folder)
  const { db } = store
  const studyId = insertStudy(db, { name: 's', definition: null, createdAt: 1 })
  const runIds = addRuns(db, addPopulation(db, studyId, population), count)
  return {
    store,
    records: { db, folder, now: () => 100 },
    runIds,
    states: () => runIds.map((id) => getRun(db, id).status),
    log: (after = 0) => listEvents(db, after, 999).map(({ kind, runId }) => `${kind} ${runId ?? '-'}`),
    write(path, text = 'x') {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
      return file
    },
  }
}
