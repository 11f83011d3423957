import { terminal } from '#shared/messages/en/terminal.ts'
import { isEnginesOwn } from '#shared/sentences/enginesOwn.ts'
import { SentenceError } from '#shared/sentences/sentence.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { errorText, t } from './language.ts'
import { UserError } from './userError.ts'

/** The message for the error that ends a program: its own, or one for an unforeseen error, with a details file. */
export function failureText(error: unknown): string {
  return sentenceOf(error) ?? unexpected(error)
}

/** The message of an error that tells the user what to do; undefined if unforeseen. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UserError) return error.message
  if (error instanceof SentenceError || (error instanceof RangeError && !isEnginesOwn(error))) return errorText(error)
  // What parseArgs says of a wrong option.
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return error.message
  return systemSentence(error)
}

type SystemCode = keyof (typeof terminal)['system']
const isKnown = (code: string): code is SystemCode => Object.hasOwn(terminal.system, code)

function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code = '', path } = error as NodeJS.ErrnoException
  // Windows says EPERM where others say EACCES.
  const known = code === 'EPERM' ? 'EACCES' : code
  return path !== undefined && isKnown(known) ? t(`terminal.system.${known}`, { path }) : undefined
}

/** The message for an unforeseen error, whose details go into a file. */
function unexpected(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  const details = error instanceof Error ? (error.stack ?? said) : said
  const first = (said.split('\n')[0] ?? '').replace(/\.$/, '')
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'regbench-')), 'error.txt')
    writeWhole(file, `${new Date().toISOString()} Node ${process.version} ${process.platform}\n${details}\n`)
    return t('terminal.unexpectedIn', { said: first, file })
  } catch {
    return t('terminal.unexpected', { said: first })
  }
}
