import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { YAMLParseError } from 'yaml'
import { parse } from 'yaml'
import { UserError } from './userError.ts'

/** What a JSON or YAML file holds; `-` reads standard input. Throws UserError naming the file and the line. */
export async function readInput(file: string): Promise<unknown> {
  const content = file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8')
  const place = file === '-' ? 'Standard input' : file
  if (content.trim() === '') throw new UserError(`${place} is empty.`)
  try {
    return parse(content) as unknown
  } catch (error) {
    const { message, linePos } = error as YAMLParseError
    const at = linePos ? `, line ${linePos[0].line}, column ${linePos[0].col}` : ''
    const reason = (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
    throw new UserError(`${place} is neither JSON nor YAML (${reason}${at}).`, 1, { cause: error })
  }
}
