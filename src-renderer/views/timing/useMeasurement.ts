import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { TimingRequest, TimingStatus } from '#shared/contract/timings.ts'
import { useAction, type Action } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'

const askEveryMs = 1000

/** The lab's measurement of times, which any window may have begun: how far it is, and its beginning and end. */
export function useMeasurement(): {
  status: ShallowRef<TimingStatus | null>
  isUnderWay: ComputedRef<boolean>
  begin: Action<[TimingRequest]>
  stop: Action<[]>
} {
  const lab = useLabClient()
  const connection = useLabConnection()
  const status = shallowRef<TimingStatus | null>(null)
  let isAsking = false
  async function ask(): Promise<void> {
    if (isAsking || document.hidden) return
    isAsking = true
    // A failed request is repeated at the next tick.
    status.value = await lab.timings.status().catch(() => status.value)
    isAsking = false
  }
  void ask()
  useIntervalFn(() => void ask(), askEveryMs)

  const begin = useAction(async (request: TimingRequest) => {
    status.value = await lab.timings.measure(request)
    await connection.refreshQueue()
  })
  const stop = useAction(async () => {
    status.value = await lab.timings.stop()
    await connection.refreshQueue()
  })
  const isUnderWay = computed(() => status.value?.state === 'waiting' || status.value?.state === 'measuring')
  return { status, isUnderWay, begin, stop }
}
