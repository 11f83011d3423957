import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import type { TrainJob } from '../messages.ts'
import { CheckpointError, readCheckpoint, writeCheckpoint } from './checkpoint.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'checkpoint-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const progress = { epoch: 1, step: 2, trainErrors: 0, losses: [], trainMs: 3, metrics: [] }
/** The path of a checkpoint made on a device. */
function checkpointOf(device: string | null, attempt: number): string {
  const job = { runId: 1, attempt, checkpointFolder: mkdtempSync(join(folder, 'attempt-')) } as TrainJob
  const tensors = new Map([['a', { shape: [2], data: Float32Array.of(1, 2) }]])
  return writeCheckpoint(job, { identity: 'run', device }, progress, { tensors, average: null })
}
const [here, elsewhere] = ['software; Mesa 25.0.7 lvp', 'software; Mesa 25.1.0 lvp']

it('goes on where it was made, and only there', () => {
  const path = checkpointOf(here, 1)
  expect(readCheckpoint(path, { identity: 'run', device: here }).progress).toEqual(progress)
  const refusal = (device: string | null, identity: string) => {
    try {
      readCheckpoint(path, { identity, device })
    } catch (error) {
      if (error instanceof CheckpointError) return error.sentence
      throw error
    }
    return undefined
  }
  expect(refusal(elsewhere, 'run')).toEqual(sentence('checkpointOfDevice', { was: here, device: elsewhere }))
  expect(refusal(here, 'other')).toEqual(sentence('checkpointOfOther', { path }))
  // A system that does not tell its device today is no other one.
  expect(refusal(null, 'run')).toBeUndefined()
})

it('of the CPU or of an earlier version names no device and goes on', () => {
  const path = checkpointOf(null, 2)
  expect(readFileSync(path, 'latin1')).not.toContain('device')
  for (const device of [null, here]) expect(readCheckpoint(path, { identity: 'run', device }).progress.step).toBe(2)
})
