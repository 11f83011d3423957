import { afterEach, beforeEach, vi } from 'vitest'

/** What the command line writes in each test of a file, which does not reach the terminal. */
export function captureOutput(): { output: string; errors: string } {
  const written = { output: '', errors: '' }
  beforeEach(() => {
    Object.assign(written, { output: '', errors: '' })
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((written.output += String(text)), true))
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((written.errors += String(text)), true))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    process.exitCode = undefined
  })
  return written
}
