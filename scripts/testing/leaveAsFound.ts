import { afterAll, vi } from 'vitest'

/** Files that share a process find what the one before them replaced as it was. */
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})
