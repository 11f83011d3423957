import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { Change } from '#shared/contract/changes.ts'
import type { ReportedEpoch } from '#shared/contract/reportedEpoch.ts'
import { change } from '#shared/testing/change.ts'
import { networkPacker, packedFields, packedText } from '#shared/contract/packedRuns.ts'
import type { CurvedRun, DetailLevel, RunOutline } from '#shared/contract/runs.ts'
import type { Network } from '#shared/networks/network.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'
import { holdRuns, type RunHolder } from './heldRuns.ts'
import { useCourses, useOutlines, useRuns } from './runs.ts'

/** Number of runs by population; the ids of runs start at 100 times that of their population. */
const sizes = new Map([
  [1, 3],
  [2, 0],
  [3, 2],
])
const rowsOf = (populationId: number) =>
  Array.from({ length: sizes.get(populationId)! }, (_, position): Partial<CurvedRun> => ({
    ...{ populationId, position, id: 100 * populationId + position },
    errorPercent: 10 * populationId + position,
    ...{ epochs: 0, durationMs: 0, lowestErrorPercent: null, errorCurve: [] },
  }))

interface TableRequest {
  populationIds: number[]
  after: number
  details: DetailLevel
}

/** A lab that returns at most `page` runs at once; rereading a run gives it an error of 5 %. */
function fakeLab(page: number) {
  const requests: TableRequest[] = []
  const packer = networkPacker()
  const cellsOf = (row: Partial<CurvedRun>, details: DetailLevel) => [
    ...packedFields[details].map((field) => row[field]),
    ...(details === 'rows' ? [packer.pack({ stages: [] } as unknown as Network), null] : []),
  ]
  const table = vi.fn((question: TableRequest) => {
    requests.push(question)
    const { populationIds, after, details } = question
    const rows = [...populationIds].sort((a, b) => a - b).flatMap(rowsOf)
    const cells = rows.slice(after, after + page).map((row) => JSON.stringify(cellsOf(row, details)))
    return Promise.resolve({ rows: packedText(cells, packer.frames()), total: rows.length })
  })
  const all = [...sizes.keys()].flatMap(rowsOf)
  const rows = vi.fn(({ runIds }: { runIds: number[] }) =>
    Promise.resolve(all.filter(({ id }) => runIds.includes(id!)).map((row) => ({ ...row, errorPercent: 5 }))),
  )
  return { requests, table, rows, client: { runs: { table, rows } } }
}

function inWindow<T>(client: object, use: () => T): T {
  const app = createApp({})
  app.use(createPinia())
  app.provide(labKey, client as never)
  return app.runWithContext(use)
}
const errorsIn = ({ of }: Pick<RunHolder<RunOutline>, 'of'>, id: number) =>
  of(id).rows.map(({ errorPercent }) => errorPercent)

describe('held runs', () => {
  it('of several populations are read together, page by page', async () => {
    const lab = fakeLab(2)
    const held = inWindow(lab.client, () => holdRuns('outlines'))
    await held.load([3, 1, 2])
    expect(lab.requests.map(({ populationIds, after }) => [populationIds, after])).toEqual([
      [[1, 2, 3], 0],
      [[1, 2, 3], 2],
      [[1, 2, 3], 4],
    ])
    expect([1, 2, 3].map((id) => errorsIn(held, id))).toEqual([[10, 11, 12], [], [30, 31]])
    expect([1, 2, 3].every((id) => held.of(id).isComplete)).toBe(true)
    await held.load([1, 2])
    expect(lab.requests).toHaveLength(3)
  })

  it('are read again after a failed reading, except for those already received', async () => {
    const lab = fakeLab(4)
    const held = inWindow(lab.client, () => holdRuns('outlines'))
    lab.table.mockImplementationOnce(lab.table.getMockImplementation()!)
    lab.table.mockRejectedValueOnce(new Error('gone'))
    await expect(held.load([1, 3])).rejects.toThrow('gone')
    expect([held.of(1).isComplete, held.of(3).isComplete]).toEqual([true, false])
    await held.load([1, 3])
    expect(lab.requests.at(-1)!.populationIds).toEqual([3])
    expect(errorsIn(held, 3)).toEqual([30, 31])
  })

  it('are updated in place by all stores that hold them, and read once for all', async () => {
    const lab = fakeLab(10)
    let tell: (changes: readonly Change[]) => void = () => undefined
    const [outlines, ...fuller] = inWindow(lab.client, () => {
      vi.spyOn(useLabConnection(), 'onChanges').mockImplementation((listener) => {
        tell = listener
        return () => undefined
      })
      return [useOutlines(), useRuns(), useCourses()] as const
    })
    await outlines.load([1, 3])
    for (const held of fuller) await held.load([1])
    tell([101, 101, 300, 999].map((runId) => ({ runId }) as Change))
    await vi.waitFor(() => expect(errorsIn(outlines, 1)).toEqual([10, 5, 12]))
    for (const held of fuller) expect(errorsIn(held, 1)).toEqual([10, 5, 12])
    expect(errorsIn(outlines, 3)).toEqual([5, 31])
    expect(lab.rows.mock.calls).toEqual([[{ runIds: [101, 300] }]])
  })

  it('grow by reported epochs, and are read again if an epoch does not follow the last', async () => {
    const lab = fakeLab(10)
    let tell: (changes: readonly Change[]) => void = () => undefined
    const [outlines, rows, courses] = inWindow(lab.client, () => {
      vi.spyOn(useLabConnection(), 'onChanges').mockImplementation((listener) => {
        tell = listener
        return () => undefined
      })
      return [holdRuns('outlines'), holdRuns('rows'), holdRuns('courses')] as const
    })
    for (const held of [outlines, rows, courses]) await held.load([1])
    const before = outlines.of(1)
    const epoch = (runId: number, done: number) => {
      const report = { before: done, epoch: done, durationMs: 10, validationErrorPercent: 40 - done } as ReportedEpoch
      return { ...change(1, 'epoch', { epoch: done }, { runId }), report } as Change
    }
    tell([epoch(101, 0), epoch(101, 1), epoch(300, 0)])
    expect(courses.of(1).rows[1]).toMatchObject({
      epochs: 2,
      durationMs: 20,
      lowestErrorPercent: 39,
      errorCurve: [40, 39],
    })
    expect(rows.of(1).rows[1]).toMatchObject({ epochs: 2, durationMs: 20, lowestErrorPercent: 39 })
    expect(rows.of(1).rows[1]).not.toHaveProperty('errorCurve')
    expect(outlines.of(1)).toBe(before)
    expect(lab.rows).not.toHaveBeenCalled()
    tell([epoch(100, 2), epoch(102, 0)])
    expect(lab.rows.mock.calls).toEqual([[{ runIds: [100] }]])
  })

  it('follow changes from the moment they are read, while others are still loading', async () => {
    const lab = fakeLab(3)
    let tell: (changes: readonly Change[]) => void = () => undefined
    const held = inWindow(lab.client, () => {
      vi.spyOn(useLabConnection(), 'onChanges').mockImplementation((listener) => {
        tell = listener
        return () => undefined
      })
      return holdRuns('outlines')
    })
    const readPage = lab.table.getMockImplementation()!
    lab.table.mockImplementationOnce(readPage).mockImplementationOnce(async (question) => {
      tell([{ runId: 101 } as Change])
      await vi.waitFor(() => expect(lab.rows).toHaveBeenCalled())
      return readPage(question)
    })
    await held.load([1, 3])
    expect([errorsIn(held, 1), errorsIn(held, 3)]).toEqual([
      [10, 5, 12],
      [30, 31],
    ])
  })

  it('are read again if their population grew or shrank, and those of other populations are kept', async () => {
    const lab = fakeLab(10)
    let tell: (changes: readonly Change[]) => void = () => undefined
    const held = inWindow(lab.client, () => {
      vi.spyOn(useLabConnection(), 'onChanges').mockImplementation((listener) => {
        tell = listener
        return () => undefined
      })
      return holdRuns('outlines')
    })
    await held.load([1, 3])
    const others = held.of(3).rows
    const resize = (kind: string, size: number) => {
      sizes.set(1, size)
      tell([1, 2].map((populationId) => ({ runId: null, kind, data: { populationId } }) as unknown as Change))
    }
    try {
      resize('populationGrown', 5)
      await vi.waitFor(() => expect(errorsIn(held, 1)).toEqual([10, 11, 12, 13, 14]))
      lab.table.mockRejectedValueOnce(new Error('gone'))
      resize('populationShrunk', 2)
      await vi.waitFor(() => expect(lab.table).toHaveBeenCalledTimes(3))
      expect(errorsIn(held, 1)).toEqual([10, 11, 12, 13, 14])
      resize('populationShrunk', 2)
      await vi.waitFor(() => expect(errorsIn(held, 1)).toEqual([10, 11]))
      expect(held.of(1).isComplete).toBe(true)
      expect(held.of(3).rows).toBe(others)
    } finally {
      sizes.set(1, 3)
    }
  })

  it('are not read as outlines if their rows are held', async () => {
    const lab = fakeLab(10)
    const { rows, outlines } = inWindow(lab.client, () => ({ rows: useRuns(), outlines: useOutlines() }))
    await rows.load([1])
    await outlines.load([1, 3])
    expect(lab.requests.map(({ populationIds, details }) => [populationIds, details])).toEqual([
      [[1], 'rows'],
      [[3], 'outlines'],
    ])
    expect([errorsIn(outlines, 1), errorsIn(outlines, 3)]).toEqual([
      [10, 11, 12],
      [30, 31],
    ])
  })
})
