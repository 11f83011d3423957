import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { CurvedRun, RunOutline, RunRow } from '#shared/contract/runs.ts'
import { labKey } from '#renderer/lab/lab.ts'
import { holdRuns, type RunHolder } from './heldRuns.ts'
import { useOutlines } from './outlines.ts'
import { useRuns } from './runs.ts'

/** Populations of as many runs, with ids from 100 times their own. */
const sizes = new Map([
  [1, 3],
  [2, 0],
  [3, 2],
])
const rowsOf = (populationId: number) =>
  Array.from({ length: sizes.get(populationId)! }, (_, position) => ({
    ...({ populationId, position, id: 100 * populationId + position } as CurvedRun),
    errorPercent: 10 * populationId + position,
  }))

interface Asked {
  populationIds: number[]
  after: number
  details: string
}

/** A lab that gives at most `page` runs at once. */
function fakeLab(page: number) {
  const asked: Asked[] = []
  const table = vi.fn((question: Asked) => {
    asked.push(question)
    const rows = [...question.populationIds].sort((a, b) => a - b).flatMap(rowsOf)
    const { after } = question
    return Promise.resolve({ rows: JSON.stringify(rows.slice(after, after + page)), total: rows.length })
  })
  return { asked, table, client: { runs: { table } } }
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
    expect(lab.asked.map(({ populationIds, after }) => [populationIds, after])).toEqual([
      [[1, 2, 3], 0],
      [[1, 2, 3], 2],
      [[1, 2, 3], 4],
    ])
    expect([1, 2, 3].map((id) => errorsIn(held, id))).toEqual([[10, 11, 12], [], [30, 31]])
    expect([1, 2, 3].every((id) => held.of(id).isComplete)).toBe(true)
    await held.load([1, 2])
    expect(lab.asked).toHaveLength(3)
  })

  it('are read again after a reading that failed, those apart that came in before', async () => {
    const lab = fakeLab(4)
    const held = inWindow(lab.client, () => holdRuns('outlines'))
    lab.table.mockImplementationOnce(lab.table.getMockImplementation()!)
    lab.table.mockRejectedValueOnce(new Error('gone'))
    await expect(held.load([1, 3])).rejects.toThrow('gone')
    expect([held.of(1).isComplete, held.of(3).isComplete]).toEqual([true, false])
    await held.load([1, 3])
    expect(lab.asked.at(-1)!.populationIds).toEqual([3])
    expect(errorsIn(held, 3)).toEqual([30, 31])
  })

  it('change in their places', async () => {
    const held = inWindow(fakeLab(10).client, () => holdRuns<RunRow>('rows'))
    await held.load([1])
    const { version } = held.of(1)
    held.replace([{ ...rowsOf(1)[1]!, errorPercent: 5 }])
    expect(errorsIn(held, 1)).toEqual([10, 5, 12])
    expect(held.of(1).version).toBeGreaterThan(version)
    expect(held.find(101)?.errorPercent).toBe(5)
  })

  it('are not read as outlines where their rows are held', async () => {
    const lab = fakeLab(10)
    const { rows, outlines } = inWindow(lab.client, () => ({ rows: useRuns(), outlines: useOutlines() }))
    await rows.load([1])
    await outlines.load([1, 3])
    expect(lab.asked.map(({ populationIds, details }) => [populationIds, details])).toEqual([
      [[1], 'rows'],
      [[3], 'outlines'],
    ])
    expect([errorsIn(outlines, 1), errorsIn(outlines, 3)]).toEqual([
      [10, 11, 12],
      [30, 31],
    ])
  })
})
