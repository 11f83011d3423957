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

/** Error codes of disks without file locks or shared memory, such as some network shares and camera cards. */
const withoutLocks = /^SQLITE_(PROTOCOL|NOLFS|IOERR_(LOCK|UNLOCK|RDLOCK|CHECKRESERVEDLOCK|SHMOPEN|SHMLOCK|SHMMAP))$/

/** The system error code of an error, or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * The LabError for a full, read-only or damaged `folder` if `code` (SQLite's or Node's) means that, otherwise
 * undefined.
 */
export function storageError(code: string | undefined, folder: string): LabError | undefined {
  if (code === undefined) return undefined
  if (withoutLocks.test(code)) return new LabError('readOnly', sentence('folderWithoutLocks', { folder, code }))
  // Extended SQLite codes (SQLITE_READONLY_DIRECTORY) fall back to their family.
  const kind = kinds[code] ?? kinds[code.split('_').slice(0, 2).join('_')]
  return (
    kind &&
    new LabError(kind, kind === 'damaged' ? sentence('storageDamaged', { folder, code }) : sentence(kind, { folder }))
  )
}

/** `error` itself, or the LabError for it if the storage of `folder` caused it. */
export function asLabError(error: unknown, folder: string): unknown {
  return error instanceof LabError ? error : (storageError(codeOf(error), folder) ?? error)
}
