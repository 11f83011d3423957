import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { textsIn } from '../texts/texts.ts'
import { readUserFile, writeUserFile } from './userFiles.ts'
import { messageOf } from '#shared/sentences/sentence.ts'

const writing = vi.hoisted(() => ({ fault: undefined as Error | undefined }))
vi.mock(import('#main/disk/writeAtomically.ts'), async (original) => {
  const real = await original()
  return {
    ...real,
    writeWhole: (...given: Parameters<typeof real.writeWhole>) => {
      if (writing.fault) throw writing.fault
      real.writeWhole(...given)
    },
  }
})
const newFolder = temporaryFolders()

/** What the user is told, in a language, when an action fails. */
async function shownFor(act: () => unknown, language: 'en' | 'ko' = 'en'): Promise<string> {
  try {
    await act()
  } catch (error) {
    return textsIn(language).said(messageOf(error))
  }
  throw new Error('It did not fail.')
}

it("a file that cannot be opened is reported by name, in the user's language", async () => {
  const folder = newFolder()
  const gone = join(folder, 'gone.regbench')
  expect(await shownFor(() => readUserFile(gone))).toBe(
    `The file ${gone} no longer exists. Put it back or choose another.`,
  )
  expect(await shownFor(() => readUserFile(gone), 'ko')).toMatch(/파일이 이제 없습니다/)
  writeFileSync(gone, 'bytes')
  expect(await shownFor(() => readUserFile(join(gone, 'below')))).toMatch(/no longer exists/)
  expect(await shownFor(() => readUserFile(folder))).toMatch(/cannot be read \(EISDIR\)/)
  expect((await readUserFile(gone)).toString()).toBe('bytes')
})

it('a file that cannot be saved is reported by its own name and folder, and the previous file stays', async () => {
  const folder = newFolder()
  const path = join(folder, 'Report.pdf')
  writeUserFile(path, Buffer.from('first'))
  const reasons: Record<string, RegExp> = {
    ENOSPC: /^Report\.pdf was not saved: the disk of .* is full\./,
    EROFS: /^Report\.pdf was not saved: there is no permission to write to /,
    EIO: /^Report\.pdf was not saved in .* \(EIO\)\. Choose another folder\.$/,
  }
  for (const [code, said] of Object.entries(reasons)) {
    writing.fault = Object.assign(new Error(`${code}: write`), { code })
    expect(await shownFor(() => writeUserFile(path, Buffer.from('second')))).toMatch(said)
    expect(await shownFor(() => writeUserFile(path, Buffer.from('second')), 'ko')).toMatch(/^Report\.pdf 파일을 /)
  }
  writing.fault = undefined
  expect(await shownFor(() => writeUserFile(join(folder, 'gone', 'Report.pdf'), Buffer.from('')))).toMatch(
    /^Report\.pdf was not saved: the folder .*gone no longer exists\./,
  )
  mkdirSync(join(folder, 'Folder.pdf'))
  expect(await shownFor(() => writeUserFile(join(folder, 'Folder.pdf'), Buffer.from('')))).toMatch(
    /contains a folder, a link or a device of that name/,
  )
  expect(readFileSync(path, 'utf8')).toBe('first')
  expect(readdirSync(folder).sort()).toEqual(['Folder.pdf', 'Report.pdf'])
})
