import { cpSync, readdirSync } from 'node:fs'
import { setImmediate as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { listReleased } from '#main/store/tables/released.ts'
import { countFinishedSince, listRuns } from '#main/store/tables/runs.ts'
import { everyId, removeLoose } from '#main/store/staged.ts'
import { importBundle } from './importBundle.ts'
import { readSample } from '../studies/sampleStudy.ts'

const newFolder = temporaryFolders()

it('Concurrent imports, alongside other released files, arrive complete and remove only their own files', async () => {
  const lab = await createLab(fakeLabOptions(newFolder()))
  try {
    const bytes = readSample()
    const imports = [1, 2].map(() => importBundle(lab.core, bytes, { isSample: false }))
    expect(listReleased(lab.core.db)).toHaveLength(2)
    expect((await Promise.all(imports)).map(({ id }) => id).sort()).toEqual([1, 2])
    expect(lab.studies().map(({ id }) => lab.studyDigest(id))).toEqual([lab.studyDigest(1), lab.studyDigest(1)])
    expect(listReleased(lab.core.db)).toEqual([])
    expect(readdirSync(lab.folder).filter((name) => name.startsWith('import-'))).toEqual([])
  } finally {
    await lab.close()
  }
})

const countOf = (lab: Lab, table: string): number =>
  lab.core.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n

/** Resolves when the first rows of an import have been inserted into a table. */
async function firstRows(lab: Lab, table: 'epochs' | 'runs'): Promise<void> {
  while (countOf(lab, table) === 0) await pause()
}

it('During an import nothing of it is visible, nothing is damaged, and other writers continue without reusing its ids', async () => {
  const lab = await createLab(fakeLabOptions(newFolder()))
  try {
    const imported = importBundle(lab.core, readSample(), { isSample: false })
    await firstRows(lab, 'epochs')
    expect(countOf(lab, 'runs')).toBe(0)
    await firstRows(lab, 'runs')
    expect(['studies', 'spaces', 'populations', 'events'].map((table) => countOf(lab, table))).toEqual([0, 0, 0, 0])
    expect([countFinishedSince(lab.core.db, 0), listRuns(lab.core.db, {}, ['queued', 'running'])]).toEqual([0, []])
    const problems = lab.core.health.check()
    const other = lab.createStudy({ name: 'other', definition: {} })
    const { id } = await imported
    expect(other).toBeGreaterThan(id)
    expect(await problems).toEqual([])
    expect(await lab.core.health.check()).toEqual([])
    expect(removeLoose(lab.core.db, everyId)).toBe(false)
  } finally {
    await lab.close()
  }
})

it.each(['epochs', 'runs'] as const)(
  'An import that is cancelled, or whose lab dies, after %s were inserted leaves none behind',
  async (table) => {
    const lab = await createLab(fakeLabOptions(newFolder()))
    const copy = newFolder()
    const calling = new AbortController()
    const imported = importBundle(lab.core, readSample(), { isSample: false, signal: calling.signal })
    await firstRows(lab, table)
    // The files that a killed lab leaves behind.
    cpSync(lab.folder, copy, { recursive: true, filter: (path) => !/lock\.sqlite|-shm$/.test(path) })
    calling.abort()
    await expect(imported).rejects.toThrow()
    for (const opened of [lab, await createLab(fakeLabOptions(copy))]) {
      expect(opened.core.health.damage).toBeNull()
      expect([countOf(opened, 'epochs'), countOf(opened, 'runs'), listReleased(opened.core.db)]).toEqual([0, 0, []])
      expect(await opened.core.health.check()).toEqual([])
      expect((await importBundle(opened.core, readSample(), { isSample: false })).id).toBeGreaterThan(1)
      await opened.close()
    }
  },
)
