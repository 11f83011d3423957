import { isEnginesOwn } from '#shared/sentences/enginesOwn.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatasetError } from '#main/datasets/dataset.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { LabError } from '#main/store/labError.ts'
import { UserError } from './userError.ts'

/** What a program says of the error that ends it: its own sentence, or one for what nobody foresaw, with a file. */
export function failureText(error: unknown): string {
  return sentenceOf(error) ?? unexpected(error)
}

/** The sentence for an error that says itself what the user can do, or undefined: something unexpected. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UserError || error instanceof LabError || error instanceof DatasetError) return error.message
  if (error instanceof RangeError && !isEnginesOwn(error)) return error.message
  // What parseArgs says of a wrong option.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return error.message
  return systemSentence(error)
}

const systemSentences: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no ${path}. Check the path.`,
  EACCES: (path) => `There is no permission to use ${path}. Change its permissions or choose another place.`,
  EPERM: (path) => `There is no permission to use ${path}. Change its permissions or choose another place.`,
  EROFS: (path) => `Cannot write ${path}: its disk is read-only. Choose another place.`,
  ENOSPC: (path) => `The disk that holds ${path} is full. Free some space and start again.`,
  EDQUOT: (path) => `The disk quota for ${path} is used up. Free some space and start again.`,
  EISDIR: (path) => `${path} is a folder, and a file is needed here.`,
  ENOTDIR: (path) => `${path} cannot be reached: a part of the path is a file, not a folder.`,
  ENAMETOOLONG: (path) => `${path} is too long a name. Choose a shorter one.`,
  ELOOP: (path) => `${path} is a link that leads back to itself. Choose another place.`,
  ENOTFILE: (path) =>
    `${path} is no regular file (a link, a folder or a device): it is not replaced. Choose another name.`,
  EEXIST: (path) => `${path} exists already. Choose another place.`,
}

function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, path } = error as NodeJS.ErrnoException
  return code === undefined || path === undefined ? undefined : systemSentences[code]?.(path)
}

/** The sentence for what nobody foresaw; the details go into a file. */
function unexpected(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  const details = error instanceof Error ? (error.stack ?? said) : said
  const what = `Something unexpected went wrong: ${(said.split('\n')[0] ?? '').replace(/\.$/, '')}.`
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'regbench-')), 'error.txt')
    writeWhole(file, `${new Date().toISOString()} Node ${process.version} ${process.platform}\n${details}\n`)
    return `${what} Details are in ${file}.`
  } catch {
    return what
  }
}
