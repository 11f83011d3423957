import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { attemptFolder, filesThere, fullPath, isThere, storedPath, weightsFile, weightsPathOf } from './runFiles.ts'
import { temporaryFolders } from './testing/temporaryFolders.ts'

const newFolder = temporaryFolders()

it("fullPath resolves a run's stored paths and refuses those of others", () => {
  const folder = newFolder()
  const checkpoint = join(attemptFolder(folder, 3, 2), 'checkpoint-1-20.safetensors')
  const stored = storedPath(folder, checkpoint)
  expect(stored).toBe('runs/3/attempt-2/checkpoint-1-20.safetensors')
  expect(isThere(folder, stored, 3)).toBe(false)
  writeFileSync(checkpoint, 'x')
  expect(fullPath(folder, stored, 3)).toBe(checkpoint)
  expect([isThere(folder, stored, 3), isThere(folder, stored, 4), isThere(folder, null, 3)]).toEqual([
    true,
    false,
    false,
  ])
  const weights = weightsFile(folder, 3)
  writeFileSync(weights, 'x')
  expect(fullPath(folder, weightsPathOf(3), 3)).toBe(weights)
  for (const path of [weightsPathOf(4), 'runs/33/attempt-1/a.safetensors', 'runs/3/../4/x', 'lab.sqlite', ''])
    expect(() => fullPath(folder, path, 3), path).toThrow('run 3')
  expect(filesThere(folder)).toEqual({ runs: ['runs/3'], weights: ['weights/run-3.safetensors'] })
})

it('neither a linked file nor anything in a linked folder is a file of a run', () => {
  const [folder, elsewhere] = [newFolder(), newFolder()]
  writeFileSync(join(elsewhere, 'run-3.safetensors'), 'x')
  const weights = weightsFile(folder, 3)
  symlinkSync(join(elsewhere, 'run-3.safetensors'), weights)
  expect(isThere(folder, weightsPathOf(3), 3)).toBe(false)
  const other = newFolder()
  symlinkSync(elsewhere, join(other, 'weights'))
  expect(isThere(other, weightsPathOf(3), 3)).toBe(false)
})

it('filesThere finds nothing in a folder without runs or with other files only', () => {
  const folder = newFolder()
  expect(filesThere(folder)).toEqual({ runs: [], weights: [] })
  mkdirSync(join(folder, 'runs', 'mine'), { recursive: true })
  mkdirSync(join(folder, 'weights'))
  writeFileSync(join(folder, 'weights', 'notes.txt'), 'x')
  expect(filesThere(folder)).toEqual({ runs: [], weights: [] })
})
