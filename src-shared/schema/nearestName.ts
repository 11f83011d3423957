import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/**
 * The name in `known` with the fewest edits (insert, delete, replace, swap neighbours) from `name`, ignoring case;
 * undefined if `known` is empty.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let fewest = Infinity
  for (const candidate of known) {
    const count = edits(name.toLowerCase(), candidate.toLowerCase())
    if (count < fewest) {
      fewest = count
      best = candidate
    }
  }
  return best
}

/** A hint for an unknown `name`: the nearest known name, or all known names if none is near. */
export function suggestion(name: string, known: readonly string[]): Sentence {
  const nearest = nearestName(name, known)
  if (nearest === undefined) return sentence('noneKnown')
  const near = edits(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, name.length / 2)
  return near ? sentence('didYouMean', { nearest }) : sentence('knownAre', { known: known.join(', '), nearest })
}

/** Optimal string alignment distance. */
function edits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  let before = previous
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same)
      // The first letter has no predecessor to swap with.
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1)
      row.push(least)
    }
    before = previous
    previous = row
  }
  return previous[b.length]!
}
