import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { nearestName, suggestion } from './nearestName.ts'

/** Edit distance by definition: delete, insert or replace the last letters, or swap two. */
function edits(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [shortA, shortB] = [a.slice(0, -1), b.slice(0, -1)]
  const counts = [
    edits(shortA, b) + 1,
    edits(a, shortB) + 1,
    edits(shortA, shortB) + (a.at(-1) === b.at(-1) ? 0 : 1),
    ...(a.length > 1 && a.slice(-2) === `${b.at(-1)}${b.at(-2)}` ? [edits(a.slice(0, -2), b.slice(0, -2)) + 1] : []),
  ]
  return Math.min(...counts)
}

describe('nearestName', () => {
  it('counts a swap of neighbours as one edit', () => expect(nearestName('dpeth', ['death', 'depth'])).toBe('depth'))
  it('ignores case', () => expect(nearestName('REGNETX', ['RegNetY', 'RegNetX'])).toBe('RegNetX'))
  it('picks the name with the fewest edits, the first on a tie', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
    fc.assert(
      fc.property(word, word, word, (name, first, second) => {
        expect(nearestName(name, [first, second])).toBe(edits(name, second) < edits(name, first) ? second : first)
      }),
      { numRuns: 500 },
    )
  })
  it('is undefined without known names', () => expect(nearestName('depth', [])).toBeUndefined())
})

describe('suggestion', () => {
  it('suggests a near name', () =>
    expect(suggestion('dpeth', ['width', 'depth'])).toEqual(sentence('didYouMean', { nearest: 'depth' })))
  it('calls a name near within two edits, or half the letters of a longer name', () => {
    expect(suggestion('abc', ['axy'])).toEqual(sentence('didYouMean', { nearest: 'axy' }))
    expect(suggestion('abc', ['xyz'])).toEqual(sentence('knownAre', { known: 'xyz', nearest: 'xyz' }))
    expect(suggestion('abcdefgh', ['abcdvxyz'])).toEqual(sentence('didYouMean', { nearest: 'abcdvxyz' }))
    expect(suggestion('abcdefgh', ['abcuvxyz'])).toEqual(
      sentence('knownAre', { known: 'abcuvxyz', nearest: 'abcuvxyz' }),
    )
  })
  it('says when there is nothing to suggest', () => expect(suggestion('a', [])).toEqual(sentence('noneKnown')))
  it('lists everything when nothing is near', () => {
    expect(suggestion('zzzzzz', ['a', 'b'])).toEqual(sentence('knownAre', { known: 'a, b', nearest: 'a' }))
  })
})
