import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import type { YAMLParseError } from 'yaml'
import { parse } from 'yaml'
import { UserError } from '#main/hosts/process/userError.ts'

/** What a JSON or YAML file holds; `-` reads standard input. Throws UserError naming the file and the line. */
export async function readInput(file: string): Promise<unknown> {
  const place = file === '-' ? 'Standard input' : file
  const bytes = file === '-' ? await buffer(process.stdin) : readFile(file)
  if (!isUtf8(bytes) || bytes.includes(0))
    throw new UserError(`${place} is no text in UTF-8. Give a JSON or YAML file.`)
  const value = parsed(bytes.toString('utf8'), place)
  if (value === null) throw new UserError(`${place} is empty. Give a JSON or YAML file that says something.`)
  return value
}

function readFile(file: string): Buffer {
  if (statSync(file).isDirectory()) throw new UserError(`${file} is a folder. Give a JSON or YAML file.`)
  return readFileSync(file)
}

function parsed(content: string, place: string): unknown {
  try {
    return parse(content) as unknown
  } catch (error) {
    const { linePos } = error as YAMLParseError
    const at = linePos ? `, line ${linePos[0].line}, column ${linePos[0].col}` : ''
    throw new UserError(`${place} is neither JSON nor YAML (${parseReason(error)}${at}).`, 1, { cause: error })
  }
}

/** Reasons that the parser words for programmers. */
const plainReasons: readonly [RegExp, string][] = [
  [/multiple documents/, 'it holds several documents divided by ---, and one is needed'],
  [/call stack/, 'it is nested too deeply'],
  [/alias count/, 'its aliases would repeat too much'],
]

/** Why a text is no YAML, in one line without the place. */
export function parseReason(error: unknown): string {
  const { message } = error as Error
  const plain = plainReasons.find(([pattern]) => pattern.test(message))
  return plain?.[1] ?? (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
}
