import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DesktopEvent, DesktopState } from '#shared/contract/desktop.ts'
import { useDesktop } from '#renderer/lab/desktop.ts'

/** What the desktop program does on this computer, as it is now; empty where a browser shows the bench. */
export const useComputer = defineStore('computer', () => {
  const desktop = useDesktop()
  const state = shallowRef<DesktopState>()
  /** What became of the file that this window saved last, until it is dismissed. */
  const saved = shallowRef<Exclude<DesktopEvent, { kind: 'changed' }>>()

  async function follow(): Promise<void> {
    for await (const event of (await desktop?.watch()) ?? []) {
      if (event.kind === 'changed') state.value = await desktop?.state()
      else saved.value = event
    }
  }
  // The program ends together with its window.
  void follow().catch(() => undefined)

  const dismiss = () => (saved.value = undefined)
  return { state, saved, dismiss }
})
