import type { Database } from 'better-sqlite3'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'

/** Inserts rows with the columns of the first version; later columns are filled by migrations. */
export interface OlderLab {
  /** Inserts a study and returns its id. */
  study(name?: string): number
  /** Inserts a population and returns its id; `more` gives additional columns of its version. */
  population(studyId: number, more?: Record<string, string | number | null>): number
  /** Inserts a run at the next position of its population and returns its id; `more` as for populations. */
  run(populationId: number, more?: Record<string, string | number | null>): number
}

/** Writes rows into the database of an older version, with that version's columns. */
export function olderLab(db: Database): OlderLab {
  const insert = (table: string, row: Record<string, string | number | null>): number => {
    const names = Object.keys(row)
    const places = names.map((name) => `@${name}`)
    const { lastInsertRowid } = db.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${places.join()})`).run(row)
    return Number(lastInsertRowid)
  }
  const placeIn = db
    .prepare<[number], number>('SELECT coalesce(max(position) + 1, 0) FROM runs WHERE populationId = ?')
    .pluck()
  return {
    study: (name = 'old') => insert('studies', { name, definition: 'null', createdAt: 1 }),
    population: (studyId, more = {}) =>
      insert('populations', {
        ...{ studyId, name: 'A', designSpace: 'null', seed: 1, recipe: '{}', dataset: '{}', datasetHash: 'h' },
        ...{ keepWeights: '{}', createdAt: 2, ...more },
      }),
    run: (populationId, more = {}) =>
      insert('runs', {
        ...{ populationId, position: placeIn.get(populationId)!, seed: 1, recipe: '{}', datasetHash: 'h' },
        ...{ network: JSON.stringify(anyNetwork), onnxruntimeVersion: '1', provider: 'cpu', cpuFeatures: 'avx2' },
        ...{ plan: 'cpu', status: 'finished', createdAt: 3, ...more },
      }),
  }
}
