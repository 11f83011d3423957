export interface TextPart {
  readonly text: string
  readonly place: 'line' | 'lowered' | 'raised'
}

/**
 * A subscript of one to three letters or digits after an underscore, except in a file name, or a number after a caret.
 */
const moved = /_([A-Za-z0-9]{1,3})(?![A-Za-z0-9_/\\]|\.\w)|\^([−-]?\d+(?:\.\d+)?)/g

/** The text in parts: on the line, lowered after `_`, raised after `^`. Only these signs are removed. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(moved)) {
    parts.push({ text: text.slice(end, match.index), place: 'line' })
    const [whole, lowered, raised] = match
    parts.push(lowered === undefined ? { text: raised!, place: 'raised' } : { text: lowered, place: 'lowered' })
    end = match.index + whole.length
  }
  return [...parts, { text: text.slice(end), place: 'line' as const }].filter((part) => part.text !== '')
}
