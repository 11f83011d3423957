import { renameSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { labId } from './labId.ts'
import { openStore } from '../open.ts'
import { readSettings } from './settings.ts'

const newFolder = temporaryFolders()

/** The id of the lab in a folder, which is opened and closed for it. */
function idIn(folder: string): string {
  const { db, close } = openStore(folder)
  const id = labId(db)
  expect(Object.keys(readSettings(db))).toEqual(['trainers'])
  close()
  return id
}

test('a lab keeps its id when reopened or moved, and shares it with no other', () => {
  const folder = newFolder()
  const id = idIn(folder)
  expect(idIn(folder)).toBe(id)
  const moved = `${newFolder()}/moved`
  renameSync(folder, moved)
  expect(idIn(moved)).toBe(id)
  expect(idIn(folder)).not.toBe(id)
})
