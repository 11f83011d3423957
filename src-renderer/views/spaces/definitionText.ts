import { stringify } from 'yaml'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { invalid, withPath } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { parseYaml, valueOf, YamlError, type YamlText } from '#shared/text/readYaml.ts'
import { readDefinition } from './readDefinition.ts'

export type TextFormat = 'yaml' | 'json'

/** The definition as text, without its id, which belongs to the lab. */
export function definitionText(definition: DesignSpace, format: TextFormat): string {
  const said: Partial<DesignSpace> = { ...definition }
  delete said.id
  return format === 'json' ? `${JSON.stringify(said, null, 2)}\n` : stringify(said)
}

/** The definition read from a text, or its fault. */
export type TextReading =
  | { readonly definition: DesignSpace; readonly fault?: undefined }
  | { readonly definition?: undefined; readonly fault: Sentence }

/**
 * Reads the design space that a text describes and gives it `id`; JSON works because it is YAML. A fault names the line
 * (from 1) if it is known.
 */
export function readText(text: string, id: string): TextReading {
  let parsed: YamlText
  let value: unknown
  try {
    parsed = parseYaml(text)
    value = valueOf(parsed)
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    const faults = sentence('noYaml', { said: error.sentence })
    return { fault: error.place ? sentence('inLine', { line: error.place.line, faults }) : faults }
  }
  const { document, lines } = parsed
  const { definition, faults } = readDefinition(typeof value === 'object' && value !== null ? { ...value, id } : value)
  if (definition) return { definition }
  const list = Object.values(faults)
  const line = lineOf(list[0]!.path)
  if (line === undefined) return { fault: invalid(sentence('designSpace'), list) }
  return { fault: sentence('inLine', { line, faults: list.map(withPath) }) }

  /** The line of the innermost existing node on the path. */
  function lineOf(path: readonly PropertyKey[]): number | undefined {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      const range = (node as { range?: [number, number, number] } | undefined)?.range
      if (range) return lines.linePos(range[0]).line
    }
    return undefined
  }
}
