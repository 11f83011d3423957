import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { verbatim, sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'

/** The bytes of a file that the user opens. Rejects with SentenceError if it cannot be read. */
export async function readUserFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = codeOf(error)
    const isGone = code === 'ENOENT' || code === 'ENOTDIR'
    const said = isGone
      ? sentence('fileAbsent', { file: path })
      : sentence('fileUnreadable', { file: path, said: verbatim(code) })
    throw new SentenceError(said, { cause: error })
  }
}

const whyNotSaved: Readonly<
  Record<string, 'fileNotSavedFull' | 'fileNotSavedForbidden' | 'fileNotSavedGone' | 'fileNotSavedThere'>
> = {
  ...{ ENOSPC: 'fileNotSavedFull', EDQUOT: 'fileNotSavedFull' },
  ...{ EACCES: 'fileNotSavedForbidden', EPERM: 'fileNotSavedForbidden', EROFS: 'fileNotSavedForbidden' },
  ...{ ENOENT: 'fileNotSavedGone', ENOTDIR: 'fileNotSavedGone', ENOTFILE: 'fileNotSavedThere' },
}

/**
 * Writes a file atomically to the place chosen by the user. Throws SentenceError if that fails; a previous file is then
 * unchanged.
 */
export function writeUserFile(path: string, bytes: Uint8Array): void {
  try {
    writeWhole(path, bytes)
  } catch (error) {
    const code = codeOf(error)
    const place = { name: basename(path), folder: dirname(path) }
    const why = whyNotSaved[code]
    const said = why ? sentence(why, place) : sentence('fileNotSaved', { ...place, said: verbatim(code) })
    throw new SentenceError(said, { cause: error })
  }
}

/** The system's code of an error, or its message if it has none. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
