import { ref, shallowReactive, type Ref } from 'vue'
import { unpackRuns, type DetailedRuns } from '#shared/contract/packedRuns.ts'
import type { CurvedRun, DetailLevel, RunCourse, RunOutline } from '#shared/contract/runs.ts'
import { withEpoch } from '#shared/contract/reportedEpoch.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import type { ChangedRuns } from './changedRuns.ts'
import { useRunChanges } from './runChanges.ts'

/** Runs per request, a few megabytes. */
const pageSizes: Record<DetailLevel, number> = { outlines: 20_000, courses: 10_000, rows: 10_000 }
/** Runs that arrive within this time are shown together. */
const gatherMs = 500

/** The runs of a population as held in memory: plain objects in sample order. */
export interface HeldRuns<Row extends RunOutline> {
  rows: readonly Row[]
  isComplete: boolean
}

const none = { rows: [], isComplete: false }

export interface RunHolder<Row extends RunOutline> {
  /** The runs of a population received so far. */
  of: (populationId: number) => HeldRuns<Row>
  /** Reads the runs of these populations unless they are held, and waits for those being read. */
  load: (populationIds: readonly number[]) => Promise<void>
  /** Number of readings in progress. */
  loading: Ref<number>
}

/**
 * Holds the runs of viewed populations at the level of detail `details`, and follows their changes. Rows are never
 * reactive individually: a change replaces the list, once per pull, so that ten thousand changes cost no more than one.
 */
export function holdRuns<Level extends DetailLevel>(details: Level): RunHolder<DetailedRuns[Level]> {
  type Row = DetailedRuns[Level]
  const lab = useLabClient()
  const held = shallowReactive(new Map<number, HeldRuns<Row>>())
  /** The current rows received so far; `held` contains copies of these lists. */
  const lists = new Map<number, Row[]>()
  const places = new Map<number, { populationId: number; place: number }>()
  /** Populations with rows that are not shown yet, and whether they are complete. */
  const arrived = new Map<number, boolean>()
  const readings = new Map<number, Promise<void>>()
  const loading = ref(0)
  let showing: ReturnType<typeof setTimeout> | undefined

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

  /** `populationIds` must be ascending, as the pages are. */
  async function read(populationIds: readonly number[]): Promise<void> {
    loading.value++
    try {
      const left = new Set(populationIds)
      for (const id of left) lists.set(id, [])
      for (let count = 0; left.size > 0;) {
        const limit = pageSizes[details]
        const page = await lab.runs.table({ populationIds: [...populationIds], after: count, limit, details })
        const rows = unpackRuns(page.rows, details)
        // Changes are followed from here on, even before the row is shown.
        for (const row of rows) {
          const { id, populationId } = row
          places.set(id, { populationId, place: lists.get(populationId)!.push(row) - 1 })
        }
        count += rows.length
        const isLast = count >= page.total || rows.length === 0
        const reached = rows.at(-1)?.populationId ?? Infinity
        for (const id of left) {
          const isComplete = isLast || id < reached
          if (isComplete || lists.get(id)!.length > 0) arrived.set(id, isComplete)
          if (isComplete) left.delete(id)
        }
        showing ??= setTimeout(show, gatherMs)
      }
    } catch (error) {
      for (const id of populationIds) {
        if (of(id).isComplete || arrived.get(id)) continue
        for (const row of lists.get(id)!) places.delete(row.id)
        for (const known of [lists, arrived, held]) known.delete(id)
      }
      throw error
    } finally {
      loading.value--
      if (loading.value === 0) show()
    }
  }

  /** Shows everything received at once, since each update recomputes the whole screen. */
  function show(): void {
    clearTimeout(showing)
    showing = undefined
    for (const [id, isComplete] of arrived) held.set(id, { rows: lists.get(id)!.slice(), isComplete })
    arrived.clear()
  }

  function replace(changed: readonly CurvedRun[]): void {
    // A run with its curve has every field of the less detailed levels.
    put(changed as readonly RunOutline[] as readonly Row[])
  }

  function grow(epochs: ChangedRuns['grown']): number[] {
    // An outline does not depend on epochs.
    if (details === 'outlines') return []
    const unfit: number[] = []
    const rows = [...epochs].flatMap(([id, reports]) => {
      const at = places.get(id)
      if (!at) return []
      const row = lists.get(at.populationId)![at.place] as RunOutline as RunCourse | undefined
      const grown = reports.reduce((run, epoch) => run && withEpoch(run, epoch), row)
      if (!grown) unfit.push(id)
      return grown ?? []
    })
    put(rows as readonly RunOutline[] as readonly Row[])
    return unfit
  }

  /** Replaces the rows it holds; ignores others. */
  function put(rows: readonly Row[]): void {
    const touched = new Set<number>()
    for (const row of rows) {
      const at = places.get(row.id)
      if (!at) continue
      lists.get(at.populationId)![at.place] = row
      touched.add(at.populationId)
    }
    for (const id of touched) {
      const { rows, isComplete } = of(id)
      // Rows not shown yet are shown with the rest.
      if (rows.length > 0) held.set(id, { rows: lists.get(id)!.slice(0, rows.length), isComplete })
    }
  }

  /** Rereads the runs of a population that grew or shrank; the old ones are shown until the new ones have arrived. */
  async function readAgain(populationId: number): Promise<void> {
    if (!held.has(populationId)) return
    await readings.get(populationId)?.catch(() => undefined)
    const before = lists.get(populationId) ?? []
    for (const { id } of before) places.delete(id)
    try {
      const reading = read([populationId])
      readings.set(populationId, reading)
      await reading
    } catch {
      // The shell reports a lost connection; the next change of the population tries again.
      lists.set(populationId, before)
      before.forEach(({ id }, place) => places.set(id, { populationId, place }))
    } finally {
      readings.delete(populationId)
    }
  }

  useRunChanges().follow({
    has: (runId) => places.has(runId),
    replace,
    grow,
    readAgain: (populationId) => void readAgain(populationId),
  })
  return { of, load, loading }
}

/** Falls back to `own` unless a more detailed store already has the whole population. */
export function heldBelow<Row extends RunOutline>(
  own: RunHolder<Row>,
  ...fuller: readonly Pick<RunHolder<Row>, 'of'>[]
): RunHolder<Row> {
  const full = (populationId: number) => fuller.map(({ of }) => of(populationId)).find(({ isComplete }) => isComplete)
  return {
    of: (populationId) => full(populationId) ?? own.of(populationId),
    load: (populationIds) => own.load(populationIds.filter((id) => !full(id))),
    loading: own.loading,
  }
}
