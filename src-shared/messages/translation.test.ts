import { describe, expect, it } from 'vitest'
import { textAt, translation } from './translation.ts'

const tree = {
  steps: { space: 'A space', sizes: { count: '{count, plural, one {# size} other {# sizes}}' } },
  end: 'End',
}

describe('textAt', () => {
  it('finds a text at any depth', () => {
    expect(textAt(tree, 'end')).toBe('End')
    expect(textAt(tree, 'steps.space')).toBe('A space')
    expect(textAt(tree, 'steps.sizes.count')).toContain('plural')
  })
  it('finds nothing under a group, an absent key, or a key below a text', () => {
    for (const key of ['steps', 'steps.sizes', 'none', 'steps.none', 'none.space', 'end.length', ''])
      expect(textAt(tree, key), key).toBeUndefined()
  })
})

describe('translation', () => {
  const t = translation<'home'>('en', { home: tree } as never) as (
    key: string,
    values?: Record<string, string | number>,
  ) => string

  it('fills in each message, also when it is used again with other values', () => {
    expect([1, 3].map((count) => t('home.steps.sizes.count', { count }))).toEqual(['1 size', '3 sizes'])
    expect(t('home.end')).toBe('End')
  })
  it('returns a key without a text as it is', () => {
    expect(t('home.steps')).toBe('home.steps')
    expect(t('home.none', { count: 1 })).toBe('home.none')
  })
  it('looks each key up once', () => {
    let reads = 0
    const counted = {
      home: {
        get end() {
          return `End ${++reads}`
        },
      },
    }
    const say = translation<'home'>('en', counted as never) as (key: string) => string
    expect([say('home.end'), say('home.end')]).toEqual(['End 1', 'End 1'])
  })
})
