import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Change } from '#shared/contract/changes.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { SystemInfo } from '#shared/contract/system.ts'
import type { ConnectionState } from '#renderer/lab/connection.ts'
import { labIs } from '#renderer/lab/labMemory.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { stale } from './stale.ts'

/** Live data is drawn at most this often. */
const pullEveryMs = 500
const pageSize = 2000

/**
 * The state followed by the whole window: the connection, the queue and the stream of changes. The stream only says
 * that there are changes; these are pulled, at most twice a second and not while the window is hidden.
 */
export const useLabConnection = defineStore('labConnection', () => {
  const lab = useLabClient()
  const state = ref<ConnectionState>('connecting')
  const info = shallowRef<SystemInfo>()
  const queue = shallowRef<QueueStatus>()
  const listeners = new Set<(changes: readonly Change[]) => void>()
  let cursor = 0
  let version = 0
  let pulling = false

  const isConnected = computed(() => state.value === 'connected')

  /** Calls `listener` with changes in order as they arrive, until the returned function is called. */
  function onChanges(listener: (changes: readonly Change[]) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  const isTraining = () => (queue.value?.active.length ?? 0) > 0

  async function refreshQueue(): Promise<void> {
    queue.value = await lab.queue.status()
  }

  async function pull(): Promise<void> {
    if (pulling || document.hidden) return
    pulling = true
    // Progress is reported only in the queue.
    let isQueueStale = isTraining()
    try {
      while (cursor < version) {
        const page = await lab.changes.since({ cursor, limit: pageSize })
        cursor = page.cursor
        version = Math.max(version, page.version)
        isQueueStale ||= stale(page.changes).has('queue')
        for (const listener of listeners) listener(page.changes)
        if (page.changes.length === 0) break
      }
      if (isQueueStale) await refreshQueue()
    } finally {
      pulling = false
    }
  }

  async function follow(): Promise<void> {
    for await (const said of await lab.changes.watch()) {
      version = Math.max(version, said.version)
    }
  }

  /** Follows the lab again after each break; changes made meanwhile are pulled from the last known version. */
  function connectionIs(now: ConnectionState): void {
    state.value = now
    // The stream of a broken connection ends with it.
    if (now === 'connected') void start().catch(() => undefined)
  }

  async function start(): Promise<void> {
    const before = info.value
    const now = await lab.system.info()
    info.value = now
    // The window's contents belong to the first database it met, and another version may send what it does not know.
    const isSame = before === undefined || (before.version === now.version && before.database === now.database)
    if (!labIs(now.labId) || !isSame) {
      location.reload()
      return
    }
    if (cursor === 0) {
      const { version: latest } = await lab.changes.since({ cursor: Number.MAX_SAFE_INTEGER, limit: 1 })
      cursor = version = latest
    }
    await refreshQueue()
    await follow()
  }

  setInterval(() => {
    if (isConnected.value && (cursor < version || isTraining())) {
      // A pull that fails with the connection is repeated when it is back.
      void pull().catch(() => undefined)
    }
  }, pullEveryMs)

  return { state, isConnected, info, queue, onChanges, refreshQueue, connectionIs }
})
