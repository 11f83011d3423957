import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { resampleStream, resampleStreams, type ResampleUse } from './resampleStreams.ts'
import { stream } from './stream.ts'

const uses = Object.keys(resampleStreams) as ResampleUse[]

it('gives each use separate random numbers that never change', () => {
  expect(resampleStreams).toMatchObject({ retrainedRuns: 0, constraint: 5, improvementSplit: 9, thirds: 10 })
  expect(new Set(uses.map((use) => resampleStream(use, 7).next())).size).toBe(uses.length)
  expect(resampleStream('thirds', 7).next()).toBe(stream(7, 'resample', 10).next())
})

it('is the source of every stream of resamples', () => {
  const root = join(import.meta.dirname, '../..')
  const files = ['src-shared', 'src-main', 'src-renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  const opening = files.filter(
    (file) =>
      /\.(ts|vue)$/.test(file) &&
      !/\.test\.ts$|\btesting\b/.test(file) &&
      /stream\([^)]*'resample'/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(opening).toEqual([join('src-shared', 'random', 'resampleStreams.ts')])
})
