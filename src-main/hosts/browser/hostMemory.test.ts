import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createAccess } from './access.ts'
import { keepHostMemory, readHostMemory } from './hostMemory.ts'

const newFolder = temporaryFolders()

it('round-trips, readable by its owner only', () => {
  const folder = newFolder()
  expect(readHostMemory(folder)).toBeUndefined()
  for (const port of [4000, 4001]) {
    const memory = { session: createAccess().session, port }
    keepHostMemory(folder, memory)
    expect(readHostMemory(folder)).toEqual(memory)
  }
  if (process.platform !== 'win32') expect(statSync(join(folder, 'browser.json')).mode & 0o077).toBe(0)
})
it.each(['', '{', '{}', '{"session":"short","port":4000}', `{"session":"${'a'.repeat(43)}","port":0}`])(
  'is undefined if the file contains %j',
  (text) => {
    const folder = newFolder()
    writeFileSync(join(folder, 'browser.json'), text)
    expect(readHostMemory(folder)).toBeUndefined()
  },
)
