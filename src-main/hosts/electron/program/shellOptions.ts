import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'

const dataDirOption = 'data-dir'

/**
 * The lab's folder from `--data-dir FOLDER` or `--data-dir=FOLDER` in a command line, as an absolute path; undefined if
 * there is none. Parsed from the arguments, since Chromium accepts a value only after `=`. Other arguments are files or
 * belong to Chromium. Throws SentenceError if the option has no folder.
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
  // Without the equals sign, a following option would be taken for the folder.
  const { value, inlineValue } = given
  if (!value || (!inlineValue && value.startsWith('-'))) throw new SentenceError(sentence('dataDirWithoutFolder'))
  return resolve(workingFolder, value)
}
