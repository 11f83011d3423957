import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'

const dataDirOption = 'data-dir'

/**
 * The lab's folder that a command line names by `--data-dir FOLDER` or `--data-dir=FOLDER`, absolute; undefined: none. It
 * is read from the words themselves, since Chromium takes a value only behind `=`. Other words are Chromium's or files.
 * Throws SentenceError where the folder is missing.
 */
export function dataDirIn(commandLine: readonly string[], workingFolder: string): string | undefined {
  const { tokens } = parseArgs({
    args: commandLine.slice(1),
    options: { [dataDirOption]: { type: 'string' } },
    strict: false,
    tokens: true,
  })
  const given = tokens.findLast((token) => token.kind === 'option' && token.name === dataDirOption)
  if (given?.kind !== 'option') return undefined
  // Without the equals sign an option that follows would be taken for the folder.
  const { value, inlineValue } = given
  if (!value || (!inlineValue && value.startsWith('-'))) throw new SentenceError(sentence('dataDirWithoutFolder'))
  return resolve(workingFolder, value)
}
