import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { Change } from '#shared/contract/changes.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from './labConnection.ts'
import { useRunDetails } from './runDetails.ts'

/** The details of runs 1 to 999 of a lab, each with the number of epochs that it had when it was read. */
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
  return { details, report, asked: () => get.mock.calls.map(([{ id }]) => id) }
}

it('details are read once, and anew when their run reports', async () => {
  const { details, report, asked } = detailsOfLab()
  await details.load([1, 2])
  await details.load([2])
  report(2, 2, 3)
  await vi.waitFor(() => expect(details.of(2)?.epochs).toBe(1))
  expect(details.of(1)?.epochs).toBe(0)
  expect(asked()).toEqual([1, 2, 2])
})

it('a run that is not there is told of, and keeps no other away', async () => {
  const { details } = detailsOfLab()
  await expect(details.load([1000, 1])).rejects.toThrow('There is no run 1000.')
  expect([details.of(1)?.id, details.of(1000)]).toEqual([1, undefined])
})

it('of many runs those read last are held', async () => {
  const { details } = detailsOfLab()
  await details.load([1, 2])
  await details.read([1])
  await details.load(Array.from({ length: 99 }, (_, i) => 10 + i))
  expect([1, 2, 10, 108].map((id) => details.of(id)?.id)).toEqual([1, undefined, 10, 108])
})
