import { afterAll, vi } from 'vitest'

const environment = { ...process.env }

/** Files that share a process find what the one before them replaced as it was. */
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, environment)
})
