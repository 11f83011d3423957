import { composed } from '#shared/schema/alike.ts'

/** A run of text as it stands on a screen. */
export interface Piece {
  text: string
  /** Whether a line, a cell or a block begins with it: nothing is found that reaches across. */
  begins: boolean
}

/** A place in the pieces: the number of a piece and of a code unit in it. */
export interface Place {
  piece: number
  offset: number
}

/** Where something stands, `to` not included; `at` orders what is found in one text. */
export interface Found {
  from: Place
  to: Place
  at: number
}

/** Between what does not belong together; nobody types it. */
const boundary = '\0'

/**
 * Where `typed` stands in a text, in order and without overlaps: in any case and Unicode form, with any white space where
 * some was typed, and also where it goes on in the next piece.
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
  // White space alone would be found everywhere.
  return /[^\s\0]/.test(typed) ? new RegExp(patterns.join('|'), 'giu') : undefined
}

/** The index of the last of ascending numbers that is at most `at`; the first is. */
function lastAtMost(ascending: readonly number[], at: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (ascending[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low
}
