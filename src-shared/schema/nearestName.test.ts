import { describe, expect, it } from 'vitest'
import { nearestName, suggestion } from './nearestName.ts'

describe('nearestName', () => {
  it('counts a swap of neighbours as one edit', () => expect(nearestName('dpeth', ['death', 'depth'])).toBe('depth'))
  it('does not look at case', () => expect(nearestName('REGNETX', ['RegNetY', 'RegNetX'])).toBe('RegNetX'))
  it('finds nothing among nothing', () => expect(nearestName('depth', [])).toBeUndefined())
})

describe('suggestion', () => {
  it('asks about a near name', () => expect(suggestion('dpeth', ['width', 'depth'])).toBe('did you mean depth?'))
  it('lists everything when nothing is near', () => {
    expect(suggestion('zzzzzz', ['a', 'b'])).toBe('known: a, b; nearest: a')
  })
})
