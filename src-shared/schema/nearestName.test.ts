import { describe, expect, it } from 'vitest'
import { sentence } from '#shared/sentences/sentence.ts'
import { nearestName, suggestion } from './nearestName.ts'

describe('nearestName', () => {
  it('counts a swap of neighbours as one edit', () => expect(nearestName('dpeth', ['death', 'depth'])).toBe('depth'))
  it('does not look at case', () => expect(nearestName('REGNETX', ['RegNetY', 'RegNetX'])).toBe('RegNetX'))
  it('finds nothing among nothing', () => expect(nearestName('depth', [])).toBeUndefined())
})

describe('suggestion', () => {
  it('asks about a near name', () =>
    expect(suggestion('dpeth', ['width', 'depth'])).toEqual(sentence('didYouMean', { nearest: 'depth' })))
  it('lists everything when nothing is near', () => {
    expect(suggestion('zzzzzz', ['a', 'b'])).toEqual(sentence('knownAre', { known: 'a, b', nearest: 'a' }))
  })
})
