import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { PeakMemory } from './peakMemory.ts'

const newFolder = temporaryFolders()

it("resets Linux's peak and reads it", () => {
  const folder = newFolder()
  const files = { status: join(folder, 'status'), clearRefs: join(folder, 'clear_refs') }
  writeFileSync(files.clearRefs, '')
  const peak = new PeakMemory(files)
  expect(readFileSync(files.clearRefs, 'utf8')).toBe('5')
  writeFileSync(files.status, 'Name:\tnode\nVmPeak:\t  900000 kB\nVmHWM:\t    2000 kB\nVmRSS:\t    1000 kB\n')
  expect(peak.bytes).toBe(2000 * 1024)
})

it('uses the largest sample on systems without such a measure', () => {
  const missing = join(newFolder(), 'none')
  const peak = new PeakMemory({ status: missing, clearRefs: missing })
  const before = peak.bytes
  expect(before).toBeGreaterThan(0)
  const held = Buffer.alloc(64e6, 1)
  peak.sample()
  expect(peak.bytes).toBeGreaterThanOrEqual(before)
  expect(held.length).toBe(64e6)
})
