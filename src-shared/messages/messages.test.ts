import { describe, expect, it } from 'vitest'
import { writtenPhrases } from './testing/writtenPhrases.ts'
import { everyMessage, parsedArguments, typedArguments } from './testing/everyMessage.ts'

const english = everyMessage('en')
const korean = new Map(everyMessage('ko').map(({ key, text }) => [key, text]))
const names = (text: string) => [...new Set(parsedArguments(text).map(({ name }) => name))].sort().join()
const kinds = (text: string) => [...new Set(parsedArguments(text).map(({ name, kind }) => `${name}: ${kind}`))].sort()

describe('messages', () => {
  it('exist in both languages under the same keys, and are not empty', () => {
    expect(english.length).toBeGreaterThan(1500)
    expect([...korean.keys()].sort()).toEqual(english.map(({ key }) => key).sort())
    expect([...english, ...everyMessage('ko')].filter(({ text }) => text.trim() === '')).toEqual([])
  })
  it('require the same values in both languages', () => {
    const wrong = english.filter(({ key, text }) => names(text) !== names(korean.get(key)!))
    expect(wrong).toEqual([])
  })
  it('are ICU messages whose arguments the types read as the parser does', () => {
    const wrong = [...english, ...everyMessage('ko')].filter(
      ({ text }) => typedArguments(text).join() !== kinds(text).join(),
    )
    expect(wrong).toEqual([])
  })
  it('use the plural forms of the language: one and other in English, only other in Korean', () => {
    const forms = (texts: string[]) =>
      new Set(texts.flatMap(parsedArguments).flatMap(({ kind, forms }) => (kind === 'plural' ? forms : [])))
    expect(forms(english.map(({ text }) => text))).toEqual(new Set(['one', 'other']))
    expect(forms([...korean.values()])).toEqual(new Set(['=1', 'other']))
  })
  // Messages equal in one language only mean different things there, or differ in number or case, which Korean lacks.
  it('write each phrase once if it is the same in both languages', () => {
    const inKorean = writtenPhrases('ko')
    const places = new Map<string, string[]>()
    for (const [place, phrase] of writtenPhrases('en')) {
      const both = `${phrase} ${inKorean.get(place)!}`
      if (phrase.startsWith('"')) places.set(both, [...(places.get(both) ?? []), place])
    }
    expect(places.size).toBeGreaterThan(1500)
    expect([...places].filter(([, found]) => found.length > 1)).toEqual([])
  })
  it('share words where several need them', () => {
    for (const language of ['en', 'ko'] as const) {
      const phrases = [...writtenPhrases(language)]
      const uses = phrases.filter(([, phrase]) => phrase.startsWith('words.')).map(([, phrase]) => phrase.slice(6))
      const words = phrases.flatMap(([place]) => (place.startsWith('words.ts ') ? [place.slice(9)] : []))
      expect(words.filter((word) => uses.filter((use) => use === word).length < 2)).toEqual([])
    }
  })
})
