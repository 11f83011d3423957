import { expect, it, vi } from 'vitest'
import { createApp, effectScope, nextTick, shallowRef } from 'vue'
import type { PopulationRequest } from '#shared/contract/populations.ts'
import { labKey } from '#renderer/lab/useLabClient.ts'
import { useForecasts } from './useForecast.ts'

it('only the first forecast is immediate; all others wait for typing to pause, even after a faulty input', async () => {
  vi.useFakeTimers()
  const requests: number[] = []
  const forecast = ({ count }: PopulationRequest) => {
    requests.push(count)
    return Promise.resolve({ measured: [] })
  }
  const app = createApp({})
  app.provide(labKey, { populations: { forecast } } as never)
  const request = shallowRef<PopulationRequest>()
  app.runWithContext(() => effectScope().run(() => useForecasts(() => request.value && [request.value])))
  const type = async (count: number | undefined, ms: number) => {
    request.value = count === undefined ? undefined : ({ count } as PopulationRequest)
    await nextTick()
    await vi.advanceTimersByTimeAsync(ms)
    return [...requests]
  }
  expect(await type(48, 0)).toEqual([48])
  expect(await type(undefined, 0)).toEqual([48])
  expect(await type(1, 100)).toEqual([48])
  expect(await type(12, 1000)).toEqual([48, 12])
  vi.useRealTimers()
})
