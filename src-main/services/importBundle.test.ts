import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createLab } from '#main/testing/openLab.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { listReleased } from '#main/store/released.ts'
import { importBundle } from './importBundle.ts'
import { readSample } from './sampleStudy.ts'

const newFolder = temporaryFolders()

it('Imports at the same time, beside what else is released, come whole and remove their own files alone', async () => {
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
