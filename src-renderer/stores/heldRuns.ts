import { ref, shallowReactive, type Ref } from 'vue'
import { parseRows, type CurvedRun, type DetailLevel, type RunOutline, type RunRow } from '#shared/contract/runs.ts'
import { useLabClient } from '#renderer/lab/lab.ts'
import { useBench } from './bench.ts'

/** Runs in one reading, of a few megabytes. */
const pageSizes: Record<DetailLevel, number> = { outlines: 20_000, rows: 5000, curves: 4000 }
/** Runs that come in within this time are shown together. */
const gatherMs = 500
/** Changed runs that are read anew at once, at most. */
const mostChanged = 5000

/** The runs of a population as they are held: plain objects in the order of the sample. */
export interface HeldRuns<Row extends RunOutline = RunRow> {
  rows: readonly Row[]
  /** Grows with every change of a row. */
  version: number
  isComplete: boolean
}

const none = { rows: [], version: 0, isComplete: false }

export interface RunHolder<Row extends RunOutline> {
  /** The runs of a population that are here so far. */
  of: (populationId: number) => HeldRuns<Row>
  /** Reads the runs of these populations unless they are here, and waits for those that are being read. */
  load: (populationIds: readonly number[]) => Promise<void>
  /** Puts rows in the place of their former selves. */
  replace: (rows: readonly CurvedRun[]) => void
  find: (runId: number) => Row | undefined
  /** Readings under way. */
  loading: Ref<number>
}

/**
 * Holds the runs of populations that were looked at and follows their changes. Rows are never reactive one by one: a
 * change replaces the list, once per pull, so that ten thousand cost no more than one.
 */
export function holdRuns<Row extends RunOutline>(details: DetailLevel): RunHolder<Row> {
  const lab = useLabClient()
  const bench = useBench()
  const held = shallowReactive(new Map<number, HeldRuns<Row>>())
  const places = new Map<number, { populationId: number; place: number }>()
  const arrived = new Map<number, { rows: Row[]; isComplete: boolean }>()
  let showing: ReturnType<typeof setTimeout> | undefined
  const loading = ref(0)
  const readings = new Map<number, Promise<void>>()

  const of = (populationId: number): HeldRuns<Row> => held.get(populationId) ?? none

  async function load(populationIds: readonly number[]): Promise<void> {
    const missing = [...new Set(populationIds)].filter((id) => !held.has(id)).sort((a, b) => a - b)
    if (missing.length > 0) {
      const reading = read(missing).finally(() => {
        for (const id of missing) readings.delete(id)
      })
      for (const id of missing) {
        held.set(id, none)
        readings.set(id, reading)
      }
    }
    await Promise.all(populationIds.flatMap((id) => readings.get(id) ?? []))
  }

  /** `populationIds` ascend, as the pages do. */
  async function read(populationIds: readonly number[]): Promise<void> {
    loading.value++
    try {
      const left = new Map(populationIds.map((id): [number, Row[]] => [id, []]))
      for (let count = 0; left.size > 0;) {
        const limit = pageSizes[details]
        const page = await lab.runs.table({ populationIds: [...populationIds], after: count, limit, details })
        const rows = parseRows<Row>(page.rows)
        for (const row of rows) left.get(row.populationId)?.push(row)
        count += rows.length
        const isLast = count >= page.total || rows.length === 0
        const reached = rows.at(-1)?.populationId ?? Infinity
        for (const [id, own] of left) {
          const isComplete = isLast || id < reached
          if (isComplete || own.length > 0) arrived.set(id, { rows: own, isComplete })
          if (isComplete) left.delete(id)
        }
        showing ??= setTimeout(show, gatherMs)
      }
    } catch (error) {
      for (const id of populationIds) {
        if (of(id).isComplete || arrived.get(id)?.isComplete) continue
        held.delete(id)
        arrived.delete(id)
      }
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
    for (const [populationId, { rows, isComplete }] of arrived) {
      rows.forEach(({ id }, place) => places.set(id, { populationId, place }))
      put(populationId, isComplete ? rows : rows.slice(), isComplete)
    }
    arrived.clear()
  }

  function put(populationId: number, rows: readonly Row[], isComplete: boolean): void {
    held.set(populationId, { rows, version: of(populationId).version + 1, isComplete })
  }

  function replace(rows: readonly CurvedRun[]): void {
    const byPopulation = Map.groupBy(rows, ({ populationId }) => populationId)
    for (const [populationId, changed] of byPopulation) {
      const { rows: old, isComplete } = of(populationId)
      if (old.length === 0) continue
      const next = old.slice()
      for (const row of changed) {
        const at = places.get(row.id)
        // A run with its curve has all that less detailed ones have.
        if (at) next[at.place] = row as RunOutline as Row
      }
      put(populationId, next, isComplete)
    }
  }

  bench.onChanges((changes) => {
    const ids = [...new Set(changes.flatMap(({ runId }) => (runId !== null && places.has(runId) ? [runId] : [])))]
    if (ids.length > 0) void lab.runs.rows({ runIds: ids.slice(0, mostChanged) }).then(replace, () => undefined)
  })

  const find = (runId: number): Row | undefined => {
    const at = places.get(runId)
    return at && of(at.populationId).rows[at.place]
  }

  return { of, load, replace, find, loading }
}

/** `own` for the populations whose runs are not held in more detail, by `fuller`, anyway. */
export function heldBelow<Row extends RunOutline, Fuller extends Row>(
  fuller: Omit<RunHolder<Fuller>, 'loading'>,
  own: RunHolder<Row>,
): RunHolder<Row> {
  return {
    of(populationId) {
      const full: HeldRuns<Row> = fuller.of(populationId)
      return full.isComplete ? full : own.of(populationId)
    },
    load: (populationIds) => own.load(populationIds.filter((id) => !fuller.of(id).isComplete)),
    replace(rows) {
      fuller.replace(rows)
      own.replace(rows)
    },
    find: (runId) => fuller.find(runId) ?? own.find(runId),
    loading: own.loading,
  }
}
