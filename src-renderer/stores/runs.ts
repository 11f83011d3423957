import { defineStore } from 'pinia'
import { ref, shallowReactive } from 'vue'
import { parseRows, type RunRow } from '#shared/contract/runs.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { useBench } from './bench.ts'

const pageSize = 2000
/** Rows that come in within this time are shown together. */
const gatherMs = 500

/** The runs of a population as they are held: plain rows in the order of the sample. */
export interface HeldRuns {
  rows: readonly RunRow[]
  /** Grows with every change of a row. */
  version: number
  isComplete: boolean
}

const none: HeldRuns = { rows: [], version: 0, isComplete: false }

/**
 * The runs of the populations that were looked at. Rows are never reactive one by one: a change replaces the list, once
 * per pull, so that ten thousand cost no more than one.
 */
export const useRuns = defineStore('runs', () => {
  const lab = useLabClient()
  const bench = useBench()
  const held = shallowReactive(new Map<number, HeldRuns>())
  const places = new Map<number, { populationId: number; place: number }>()
  const arrived = new Map<number, { rows: RunRow[]; isComplete: boolean }>()
  let showing: ReturnType<typeof setTimeout> | undefined
  const loading = ref(0)

  /** The runs of a population that are here so far. */
  const of = (populationId: number): HeldRuns => held.get(populationId) ?? none

  /** Reads a population's runs unless they are here. */
  async function load(populationId: number): Promise<void> {
    if (held.has(populationId)) return
    held.set(populationId, none)
    await read(populationId)
  }

  async function read(populationId: number): Promise<void> {
    loading.value++
    try {
      const rows: RunRow[] = []
      for (;;) {
        const page = await lab.runs.table({ populationIds: [populationId], after: rows.length, limit: pageSize })
        const read = parseRows(page.rows)
        for (const row of read) rows.push(row)
        const isComplete = rows.length >= page.total
        arrived.set(populationId, { rows, isComplete })
        showing ??= setTimeout(show, gatherMs)
        if (isComplete || read.length === 0) return
      }
    } catch (error) {
      held.delete(populationId)
      throw error
    } finally {
      loading.value--
      if (loading.value === 0) show()
    }
  }

  /** Shows what has arrived, all at once: each time everything on the screen is computed anew. */
  function show(): void {
    clearTimeout(showing)
    showing = undefined
    for (const [id, { rows, isComplete }] of arrived) put(id, isComplete ? rows : rows.slice(), isComplete)
    arrived.clear()
  }

  function put(populationId: number, rows: readonly RunRow[], isComplete: boolean): void {
    rows.forEach(({ id }, place) => places.set(id, { populationId, place }))
    held.set(populationId, { rows, version: of(populationId).version + 1, isComplete })
  }

  /** Puts rows in the place of their former selves. */
  function replace(rows: readonly RunRow[]): void {
    const byPopulation = Map.groupBy(rows, ({ populationId }) => populationId)
    for (const [populationId, changed] of byPopulation) {
      const { rows: old, isComplete } = of(populationId)
      if (old.length === 0) continue
      const next = old.slice()
      for (const row of changed) {
        const at = places.get(row.id)
        if (at) next[at.place] = row
      }
      put(populationId, next, isComplete)
    }
  }

  bench.onChanges((changes) => {
    const ids = [...new Set(changes.flatMap(({ runId }) => (runId !== null && places.has(runId) ? [runId] : [])))]
    if (ids.length > 0) void lab.runs.rows({ runIds: ids.slice(0, 5000) }).then(replace, () => undefined)
  })

  const find = (runId: number): RunRow | undefined => {
    const at = places.get(runId)
    return at && of(at.populationId).rows[at.place]
  }

  return { of, load, replace, find, loading }
})
