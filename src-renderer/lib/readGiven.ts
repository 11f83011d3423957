import { looksLikeNetworks, readNetworks, type DescribedNetwork } from '#shared/networks/forms/readNetworks.ts'
import { limits } from '#shared/schema/limits.ts'
import { sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { readObjects } from '#shared/text/readObjects.ts'
import { YamlError } from '#shared/text/readYaml.ts'

/** The networks in a text, at least one, or why it contains none. */
export type GivenReading =
  | { readonly networks: readonly DescribedNetwork[]; readonly fault?: undefined }
  | { readonly networks?: undefined; readonly fault: Sentence }

/** The networks described by a name, a configuration or the lines of `sample --json`. */
export function readGiven(text: string): GivenReading {
  try {
    return { networks: readNetworks(readObjects(text)) }
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    return { fault: readingFault(error) }
  }
}

/** Why a text could not be read; if it is no YAML, with the line. */
export function readingFault(error: ValueError): Sentence {
  if (!(error instanceof YamlError)) return error.sentence
  const faults = sentence('noYaml', { said: error.sentence })
  return error.place ? sentence('inLine', { line: error.place.line, faults }) : faults
}

/** Whether a text describes networks and nothing else, even if they are invalid. */
export function holdsNetworks(text: string): boolean {
  try {
    return looksLikeNetworks(readObjects(text))
  } catch {
    return false
  }
}

/** The text of a file. Rejects with a ValueError if it exceeds the maximum length. */
export async function textOf(file: Pick<File, 'size' | 'text'>): Promise<string> {
  // A character has at most four bytes.
  if (file.size > 4 * limits.textLength)
    throw new ValueError(sentence('textTooLong', { limit: limits.textLength, found: file.size }))
  return file.text()
}
