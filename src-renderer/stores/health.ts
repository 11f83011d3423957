import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Backup, LabHealth } from '#shared/contract/system.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { labIsKnown, lastingMemory } from '#renderer/lab/labMemory.ts'
import { useLabConnection } from './labConnection.ts'

const readEveryMs = 10_000
/** A lab that takes longer to open anew is missed like any other. */
const reopensWithinMs = 30_000
const dismissedKey = 'noticesDismissed'

/** Whether what the lab has stored is as it should be: read now and then while the window is visible. */
export const useHealth = defineStore('health', () => {
  const lab = useLabClient()
  const bench = useLabConnection()
  const health = shallowRef<LabHealth>()
  /** When the lab was opened whose notices were dismissed; also in another window, and before this one was loaded. */
  const dismissed = ref<number>()
  /** Whether another database was put in the place of the lab's, which opens anew. */
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
  /** Reads it now; what cannot be read is read the next time. */
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

  /** Puts a backup or, for null, what can be read in the place of the database; the window is then read anew. */
  async function restore(backup: string | null): Promise<void> {
    await lab.system.restore({ backup })
    isReopening.value = true
    setTimeout(() => (isReopening.value = false), reopensWithinMs)
  }

  watch(
    () => bench.isConnected,
    (connected) => {
      if (connected) refresh()
    },
    { immediate: true },
  )
  const refreshIfSeen = () => {
    if (bench.isConnected && !document.hidden) refresh()
  }
  setInterval(refreshIfSeen, readEveryMs)
  document.addEventListener('visibilitychange', refreshIfSeen)

  return { damage, canRestore, backups, notices, isReopening, refresh, dismissNotices, backUp, restore }
})
