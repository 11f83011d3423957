import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { Change, ChangeOf } from '#shared/contract/changes.ts'
import type { ReportedEpoch } from '#shared/contract/reportedEpoch.ts'
import { change } from '#shared/testing/change.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'
import { useRunDetails } from './runDetails.ts'

/** The details of runs 1 to 999 of a lab, each with the number of epochs at the time of reading. */
function detailsOfLab() {
  let epochs = 0
  const get = vi.fn(({ id }: { id: number }) =>
    id < 1000 ? Promise.resolve({ id, epochs }) : Promise.reject(new Error(`There is no run ${id}.`)),
  )
  let tell: (changes: readonly Change[]) => void = () => undefined
  const app = createApp({})
  app.use(createPinia())
  app.provide(labKey, { runs: { get } } as never)
  const details = app.runWithContext(() => {
    vi.spyOn(useLabConnection(), 'onChanges').mockImplementation((listener) => {
      tell = listener
      return () => undefined
    })
    return useRunDetails()
  })
  const report = (...ids: number[]) => {
    epochs++
    tell(ids.map((runId) => ({ runId }) as Change))
  }
  return {
    details,
    report,
    tell: (changes: readonly Change[]) => tell(changes),
    requests: () => get.mock.calls.map(([{ id }]) => id),
  }
}

it('details are read once, and again when their run reports', async () => {
  const { details, report, requests } = detailsOfLab()
  await details.load([1, 2])
  await details.load([2])
  report(2, 2, 3)
  await vi.waitFor(() => expect(details.of(2)?.epochs).toBe(1))
  expect(details.of(1)?.epochs).toBe(0)
  expect(requests()).toEqual([1, 2, 2])
})

it('a run grows by a reported epoch without being read, unless the epoch does not follow the last', async () => {
  const { details, tell, requests } = detailsOfLab()
  await details.load([1])
  const epoch = (before: number) => change(before + 1, 'epoch', { epoch: before }, { runId: 1 }) as ChangeOf<'epoch'>
  const report = (before: number) => ({ ...epoch(before), report: { before, epoch: before } as ReportedEpoch })
  tell([report(0), report(1)])
  expect(details.of(1)?.epochs).toBe(2)
  expect(requests()).toEqual([1])
  tell([report(3)])
  expect(requests()).toEqual([1, 1])
  // The run was restarted before its report was read.
  tell([epoch(4)])
  tell([report(0), change(9, 'finished', {}, { runId: 1 })])
  expect(requests()).toEqual([1, 1, 1, 1])
})

it('a missing run is reported, and does not hide the others', async () => {
  const { details } = detailsOfLab()
  await expect(details.load([1000, 1])).rejects.toThrow('There is no run 1000.')
  expect([details.of(1)?.id, details.of(1000)]).toEqual([1, undefined])
})

it('only the most recently read runs are held', async () => {
  const { details } = detailsOfLab()
  await details.load([1, 2])
  await details.read([1])
  await details.load(Array.from({ length: 99 }, (_, i) => 10 + i))
  expect([1, 2, 10, 108].map((id) => details.of(id)?.id)).toEqual([1, undefined, 10, 108])
})
