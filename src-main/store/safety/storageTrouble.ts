import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '../labError.ts'

type Kind = 'diskFull' | 'readOnly' | 'damaged'

const kinds: Record<string, Kind> = {
  SQLITE_FULL: 'diskFull',
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  SQLITE_IOERR_WRITE: 'diskFull',
  SQLITE_IOERR_SHMSIZE: 'diskFull',
  SQLITE_READONLY: 'readOnly',
  SQLITE_CANTOPEN: 'readOnly',
  SQLITE_PERM: 'readOnly',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  ENOTDIR: 'readOnly',
  ENOTFILE: 'readOnly',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
  SQLITE_IOERR: 'damaged',
  EIO: 'damaged',
}

/** Of a disk that holds no locks or shared memory for its files: some shares and disks for cameras. */
const withoutLocks = /^SQLITE_(PROTOCOL|NOLFS|IOERR_(LOCK|UNLOCK|RDLOCK|CHECKRESERVEDLOCK|SHMOPEN|SHMLOCK|SHMMAP))$/

/** The system's code of an error, or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** A sentence about a full or read-only `folder` when that is what `code` means (SQLite's or Node's), or undefined. */
export function storageTrouble(code: string | undefined, folder: string): LabError | undefined {
  if (code === undefined) return undefined
  if (withoutLocks.test(code)) return new LabError('readOnly', sentence('folderWithoutLocks', { folder, code }))
  // Extended SQLite codes (SQLITE_READONLY_DIRECTORY) fall back to their family.
  const kind = kinds[code] ?? kinds[code.split('_').slice(0, 2).join('_')]
  return (
    kind &&
    new LabError(kind, kind === 'damaged' ? sentence('storageDamaged', { folder, code }) : sentence(kind, { folder }))
  )
}

/** `error` itself, or the sentence that stands for it when the storage of `folder` caused it. */
export function asLabError(error: unknown, folder: string): unknown {
  return error instanceof LabError ? error : (storageTrouble(codeOf(error), folder) ?? error)
}
