import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { readObjects } from '#shared/text/readObjects.ts'
import { YamlError } from '#shared/text/readYaml.ts'
import { UserError } from '#main/hosts/process/userError.ts'

/**
 * The content of a JSON or YAML file, or a list if each line is a JSON object; `-` reads standard input. Throws
 * UserError naming file and line.
 */
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
    return readObjects(content)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    const at = error.place ? `, line ${error.place.line}, column ${error.place.column}` : ''
    throw new UserError(`${place} is neither JSON nor YAML (${error.message}${at}).`, 1, { cause: error })
  }
}
