import { inject, type InjectionKey } from 'vue'
import type { LabClient } from './client.ts'

export const labKey: InjectionKey<LabClient> = Symbol('lab')
/** Ends every session but that of this browser; not provided in a window of the desktop application. */
export const endOtherSessionsKey: InjectionKey<() => Promise<void>> = Symbol('endOtherSessions')

/** The lab of this window, in components and stores. */
export function useLabClient(): LabClient {
  const lab = inject(labKey)
  if (!lab) throw new Error('The window has no lab.')
  return lab
}
