import { composed } from '#shared/schema/alike.ts'

/** A piece of text on a screen. */
export interface Piece {
  text: string
  /** Whether a line, a cell or a block begins with it; matches do not cross this boundary. */
  begins: boolean
}

/** A position: the index of a piece and of a UTF-16 code unit in it. */
export interface Place {
  piece: number
  offset: number
}

/** The range of a match, `to` exclusive; `at` orders the matches in one text. */
export interface Found {
  from: Place
  to: Place
  at: number
}

/** Separates unrelated pieces; a character that nobody types. */
const boundary = '\0'

/**
 * The matches of `typed` in a text, in order and without overlaps: in any case and Unicode form, with any white space
 * where some was typed, and also across pieces.
 */
export function findText(pieces: readonly Piece[], typed: string): Found[] {
  const pattern = patternOf(typed)
  if (!pattern) return []
  const starts: number[] = []
  let whole = ''
  for (const { text, begins } of pieces) {
    if (begins) whole += boundary
    starts.push(whole.length)
    whole += text
  }
  const placeOf = (at: number): Place => {
    const piece = lastAtMost(starts, at)
    return { piece, offset: at - starts[piece]! }
  }
  return Array.from(whole.matchAll(pattern), ({ index, 0: { length } }) => {
    const last = placeOf(index + length - 1)
    return { from: placeOf(index), to: { ...last, offset: last.offset + 1 }, at: index }
  })
}

function patternOf(typed: string): RegExp | undefined {
  const forms = new Set([composed(typed), typed.normalize('NFD'), typed])
  const patterns = Array.from(forms, (form) =>
    form
      .split(/\s+/)
      .map((word) => word.replaceAll(boundary, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('\\s+'),
  )
  // White space alone would match everywhere.
  return /[^\s\0]/.test(typed) ? new RegExp(patterns.join('|'), 'giu') : undefined
}

/** The index of the last of ascending numbers that is at most `at`; the first number must be. */
function lastAtMost(ascending: readonly number[], at: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (ascending[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low
}
