import { lstat, readdir, stat, statfs } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { FolderEntry } from '#shared/contract/system.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { codeOf } from '#main/store/safety/storageErrors.ts'

/** Maximum number of files listed: nobody looks for one among the images of a class. */
const listedFiles = 2000

/** The entries of a folder, folders first, without hidden ones; the user's home if no path is given. */
export async function listFolder(
  path?: string,
): Promise<{ path: string; parent: string | null; entries: FolderEntry[] }> {
  const folder = resolve(path?.trim() ? path : homedir())
  const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const key = reasons[codeOf(error) ?? '']
    throw new LabError(
      'invalid',
      key ? sentence(key, { folder }) : sentence('folderUnreadable', { folder, said: String(error) }),
    )
  })
  const visible = found.filter(({ name }) => !name.startsWith('.'))
  const entries = await Promise.all(
    visible.map(async (entry): Promise<FolderEntry> => {
      const { name } = entry
      if (!entry.isSymbolicLink()) return { name, isFolder: entry.isDirectory() }
      const target = await stat(join(folder, name)).catch(() => undefined)
      return { name, isFolder: target?.isDirectory() ?? false }
    }),
  )
  const named = (isFolder: boolean) =>
    entries
      .filter((entry) => entry.isFolder === isFolder)
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  const parent = dirname(folder)
  return {
    path: folder,
    parent: parent === folder ? null : parent,
    entries: [...named(true), ...named(false).slice(0, listedFiles)],
  }
}

const reasons: Readonly<Record<string, 'folderAbsent' | 'folderIsFile' | 'folderForbidden'>> = {
  ENOENT: 'folderAbsent',
  ENOTDIR: 'folderIsFile',
  EACCES: 'folderForbidden',
  EPERM: 'folderForbidden',
}

/** Total bytes of the files in and below a folder, or of a file; 0 if it does not exist. */
export async function bytesOfFolder(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined)
  if (!found?.isDirectory()) return found?.size ?? 0
  const names = await readdir(path).catch(() => [])
  let bytes = 0
  for (const name of names) bytes += await bytesOfFolder(join(path, name))
  return bytes
}

/** Free bytes available for a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
