import { describe, expect, it } from 'vitest'
import { exclusionReason, exclusionText, storedExclusion } from './exclusion.ts'
import { saidIn } from './saidIn.ts'
import { sentence, type Sentence } from './sentence.ts'

const inKorean = (said: Sentence) => saidIn('ko', said)

describe('a stored reason for an exclusion', () => {
  it('is said in the reader’s language if it is the lab’s own, also as versions before sentences stored it', () => {
    const own = storedExclusion(sentence('beyondEnd'))
    const before = 'Trained beyond the end of its population, which was decided.'
    for (const stored of [own, before]) {
      expect(exclusionReason(stored)).toEqual(sentence('beyondEnd'))
      expect(exclusionText(stored, (said) => saidIn('en', said))).toBe(before)
      expect(exclusionText(stored, inKorean)).toContain('결정')
    }
  })
  it.each(['disk full', '{a note in braces}', '{"key":"noSuchSentence","values":{}}', '{"a":1}'])(
    'is left as typed otherwise: %s',
    (typed) => {
      expect(exclusionReason(typed)).toBe(typed)
      expect(exclusionText(typed, inKorean)).toBe(typed)
    },
  )
})
