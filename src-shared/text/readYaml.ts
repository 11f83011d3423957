import { isScalar, Lexer, LineCounter, parseDocument, Parser, visit, type Document } from 'yaml'
import { limits } from '#shared/schema/limits.ts'
import { verbatim, sentence, ValueError, type Sentence } from '#shared/sentences/sentence.ts'

/** A position in a text, from 1. */
interface Place {
  line: number
  column: number
}

/** Why a text is not acceptable YAML, with the place if known. */
export class YamlError extends ValueError {
  readonly place: Place | undefined
  constructor(said: Sentence, place?: Place) {
    super(said)
    this.place = place
  }
}

/** A YAML text with the positions of its nodes. */
export interface YamlText {
  readonly document: Document
  readonly lines: LineCounter
}

const isCollection = ({ type }: { type: string }) => ['block-map', 'block-seq', 'flow-collection'].includes(type)

/**
 * Parses a YAML text; JSON is YAML as well. Time and memory are proportional to its length, which is limited, as are
 * depth and aliases. Throws YamlError.
 */
export function parseYaml(text: string): YamlText {
  if (text.length > limits.textLength)
    throw new YamlError(sentence('textTooLong', { limit: limits.textLength, found: text.length }))
  requireBounded(text)
  const lines = new LineCounter()
  // The library compares the keys of an object pairwise, which takes minutes for a small file full of keys.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false })
  const [error] = document.errors
  if (error) {
    const { line, col } = lines.linePos(error.pos[0])
    throw new YamlError(verbatim(plainReason(error)), { line, column: col })
  }
  requireUniqueKeys(document, lines)
  requireKnownAliases(document, lines)
  return { document, lines }
}

/** The plain value of a YAML text. Throws YamlError. */
export function readYaml(text: string): unknown {
  return valueOf(parseYaml(text))
}

/** The plain value of a parsed text. Throws YamlError. */
export function valueOf({ document }: YamlText): unknown {
  try {
    // The anchor itself counts as well.
    return document.toJS({ maxAliasCount: limits.aliases + 1 }) as unknown
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw new YamlError(sentence('aliasesTooMany', { limit: limits.aliases }))
  }
}

/** Checks the limits on the tokens, before anything recurses into them. */
function requireBounded(text: string): void {
  const parser = new Parser()
  let aliases = 0
  for (const source of new Lexer().lex(text)) {
    if (source.startsWith('*')) aliases++
    if (aliases > limits.aliases) throw new YamlError(sentence('aliasesTooMany', { limit: limits.aliases }))
    // The parser only advances when its output is consumed.
    Array.from(parser.next(source))
    if (parser.stack.length > limits.depth && parser.stack.filter(isCollection).length > limits.depth)
      throw new YamlError(sentence('textTooDeep', { limit: limits.depth }))
  }
}

function requireUniqueKeys(document: Document, lines: LineCounter): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) {
          const { line, col } = lines.linePos(key.range?.[0] ?? 0)
          throw new YamlError(sentence('keyTwice', { key: String(key.value) }), { line, column: col })
        }
        seen.add(key.value)
      }
    },
  })
}

/**
 * The library reports an unresolved alias only when converting to a value, with the same error as one alias too many.
 */
function requireKnownAliases(document: Document, lines: LineCounter): void {
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return
      const { line, col } = lines.linePos(alias.range?.[0] ?? 0)
      throw new YamlError(sentence('aliasUnknown', { name: alias.source }), { line, column: col })
    },
  })
}

/** Replacements for messages that the library words for programmers. */
const plainReasons: readonly [RegExp, string][] = [
  [/multiple documents/, 'it holds several documents divided by ---, and one is needed'],
]

/** Why the library rejects a text. */
function plainReason({ message }: Error): string {
  const plain = plainReasons.find(([pattern]) => pattern.test(message))
  return plain?.[1] ?? message
}
