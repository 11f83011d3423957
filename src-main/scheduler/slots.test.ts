import { join } from 'node:path'
import { expect, it } from 'vitest'
import { trainTwelve } from './testing/interruptedQueue.ts'
import { temporaryFolders } from './testing/temporaryFolders.ts'

const newFolder = temporaryFolders()
const trial = { provider: 'cpu', epochs: 3 } as const

it('runs that share a trainer, paused and killed, reach the digests of runs that have it to themselves', async () => {
  const alone = await trainTwelve({ ...trial, dataDir: join(newFolder(), 'a'), slots: 1, isInterrupted: false })
  expect(alone).toMatchObject({ mostAtOnce: 1, trainers: 1, pauses: 0, crashes: 0 })
  expect(new Set(alone.digests).size).toBe(12)
  for (const digest of alone.digests) expect(digest).toMatch(/^[0-9a-f]{64}$/)
  const shared = await trainTwelve({ ...trial, dataDir: join(newFolder(), 'b'), slots: 2, isInterrupted: true })
  // One after the pause, when nothing ran, and one after the kill.
  expect(shared).toMatchObject({ mostAtOnce: 2, trainers: 3, crashes: 2 })
  // Runs under way may end before they are asked to pause.
  expect(shared.pauses).toBeGreaterThanOrEqual(8)
  expect(shared.digests).toEqual(alone.digests)
}, 180_000)
