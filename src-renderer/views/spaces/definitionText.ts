import { LineCounter, parseDocument, stringify } from 'yaml'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { readDefinition } from './readDefinition.ts'

export type TextFormat = 'yaml' | 'json'

/** The definition as text. */
export function definitionText(definition: DesignSpace, format: TextFormat): string {
  return format === 'json' ? `${JSON.stringify(definition, null, 2)}\n` : stringify(definition)
}

/** What a text says, or what is wrong with it and in which line (from 1) where that is known. */
export type TextReading =
  | { readonly definition: DesignSpace; readonly sentence?: undefined; readonly line?: undefined }
  | { readonly definition?: undefined; readonly sentence: string; readonly line?: number }

/** The design space that a text describes; JSON is YAML as well. */
export function readText(text: string): TextReading {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error) {
    // The sentence's own second part repeats the line with a picture.
    return {
      sentence: error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
      line: lines.linePos(error.pos[0]).line,
    }
  }
  const { definition, faults, sentence } = readDefinition(document.toJS())
  if (definition) return { definition }
  const line = lineOf(Object.keys(faults)[0]!)
  return { sentence, ...(line === undefined ? {} : { line }) }

  /** The line of the innermost node of a place that is there. */
  function lineOf(place: string): number | undefined {
    const path = place.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      const range = (node as { range?: [number, number, number] } | undefined)?.range
      if (range) return lines.linePos(range[0]).line
    }
    return undefined
  }
}
