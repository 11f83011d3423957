import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { readObjects } from '#shared/text/readObjects.ts'
import { YamlError } from '#shared/text/readYaml.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { errorText, t } from '#main/hosts/process/language.ts'

/**
 * The content of a JSON or YAML file, or a list if each line is a JSON object; `-` reads standard input. Throws
 * UserError naming file and line.
 */
export async function readInput(file: string): Promise<unknown> {
  const place = file === '-' ? t('terminal.standardInput') : file
  const bytes = file === '-' ? await buffer(process.stdin) : readFile(file)
  if (!isUtf8(bytes) || bytes.includes(0)) throw new UserError(t('terminal.notUtf8', { place }))
  const value = parsed(bytes.toString('utf8'), place)
  if (value === null) throw new UserError(t('terminal.emptyFile', { place }))
  return value
}

function readFile(file: string): Buffer {
  if (statSync(file).isDirectory()) throw new UserError(t('terminal.isFolder', { file }))
  return readFileSync(file)
}

function parsed(content: string, place: string): unknown {
  try {
    return readObjects(content)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    const values = { place, said: errorText(error) }
    const text = error.place
      ? t('terminal.notJsonOrYamlAt', { ...values, line: error.place.line, column: error.place.column })
      : t('terminal.notJsonOrYaml', values)
    throw new UserError(text, 1, { cause: error })
  }
}
