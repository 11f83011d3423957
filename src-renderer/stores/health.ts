import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Backup, LabHealth } from '#shared/contract/system.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { labIsKnown, lastingMemory } from '#renderer/lab/labMemory.ts'
import { useLabConnection } from './labConnection.ts'

const readEveryMs = 10_000
/** After this time, a lab that is reopening counts as lost. */
const reopensWithinMs = 30_000
const dismissedKey = 'noticesDismissed'

/** Whether the lab's stored data are sound; read regularly while the window is visible. */
export const useHealth = defineStore('health', () => {
  const lab = useLabClient()
  const connection = useLabConnection()
  const health = shallowRef<LabHealth>()
  /**
   * Opening time of the lab whose notices were dismissed, here or in another window, even before this one was loaded.
   */
  const dismissed = ref<number>()
  /** Whether the lab's database has been replaced and the lab is reopening. */
  const isReopening = ref(false)

  const damage = computed((): Sentence | null => health.value?.damage ?? null)
  const canRestore = computed(() => health.value?.canRestore ?? false)
  const backups = computed((): readonly Backup[] => health.value?.backups ?? [])
  const notices = computed((): readonly Sentence[] =>
    health.value === undefined || health.value.openedAt === dismissed.value ? [] : health.value.notices,
  )

  async function read(): Promise<void> {
    const [now] = await Promise.all([lab.system.health(), labIsKnown])
    dismissed.value = Number(lastingMemory.read(dismissedKey) ?? Number.NaN)
    health.value = now
  }
  /** Reads it now; after an error, it is read at the next interval. */
  const refresh = (): void => void read().catch(() => undefined)

  function dismissNotices(): void {
    if (health.value === undefined) return
    dismissed.value = health.value.openedAt
    lastingMemory.write(dismissedKey, String(dismissed.value))
  }

  async function backUp(): Promise<void> {
    await lab.system.backUp()
    await read()
  }

  /** Replaces the database by a backup or, for null, by what can be read of it; the window then reloads. */
  async function restore(backup: string | null): Promise<void> {
    await lab.system.restore({ backup })
    isReopening.value = true
    setTimeout(() => (isReopening.value = false), reopensWithinMs)
  }

  watch(
    () => connection.isConnected,
    (connected) => {
      if (connected) refresh()
    },
    { immediate: true },
  )
  const refreshIfSeen = () => {
    if (connection.isConnected && !document.hidden) refresh()
  }
  setInterval(refreshIfSeen, readEveryMs)
  document.addEventListener('visibilitychange', refreshIfSeen)

  return { damage, canRestore, backups, notices, isReopening, refresh, dismissNotices, backUp, restore }
})
