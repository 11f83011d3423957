import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DesktopEvent, DesktopState } from '#shared/contract/desktop.ts'
import { useDesktop } from '#renderer/lab/desktop.ts'

/** The state of the desktop program on this computer; empty in a browser. */
export const useComputer = defineStore('computer', () => {
  const desktop = useDesktop()
  const state = shallowRef<DesktopState>()
  /** The outcome of saving the last file from this window, until dismissed. */
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
