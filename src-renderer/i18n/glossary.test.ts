import { describe, expect, it } from 'vitest'
import type { MessageTree } from './defineMessages.ts'
import { messages } from './i18n.ts'

/** One word for one thing: what the window says in Korean, and what it does not say instead. */
const korean: readonly { readonly meaning: string; readonly word: string; readonly not: RegExp }[] = [
  { meaning: 'accept a space', word: '채택', not: /수락/ },
  { meaning: 'reject a space', word: '기각', not: /거절/ },
  { meaning: 'acceptance of draws', word: '통과율', not: /채택률/ },
  { meaning: 'undecided', word: '미정', not: /판정 불가|판정 전|결정되지 않/ },
  { meaning: 'P(new beats old)', word: '나음', not: /우세|좋을 확률/ },
  { meaning: 'points of a percentage', word: '%p', not: /(?<!체크)포인트/ },
  { meaning: '95 % range', word: '95 % 구간', not: /95 % 범위/ },
  { meaning: 'confidence band', word: '신뢰띠', not: /신뢰 띠|(?<!신뢰)띠/ },
  { meaning: 'data set', word: '데이터 세트', not: /데이터 집합|데이터셋/ },
  { meaning: 'execution provider', word: '실행 제공자', not: /실행 공급자/ },
  { meaning: 'lowering plan', word: 'lowering 계획', not: /로어링|변환 계획/ },
  { meaning: 'width', word: '폭', not: /너비/ },
  { meaning: 'test images', word: '테스트 이미지', not: /시험 이미지/ },
  { meaning: 'recipe', word: '학습 설정', not: /학습 방법/ },
  { meaning: 'trainer', word: '학습 프로세스', not: /학습기/ },
  { meaning: 'squeeze-and-excitation', word: 'Squeeze-and-Excitation', not: /스퀴즈/ },
]

/** The field's words, and house words that stood for them. */
const english: readonly { readonly word: string; readonly not: RegExp }[] = [
  { word: 'degrees of freedom', not: /^Freedom$/ },
  { word: 'no limit', not: /empty: open/i },
  { word: 'images seen', not: /training images each/ },
  { word: 'Learning rate updated', not: /Rate is set/ },
  { word: 'Move its population up', not: /Population (?:sooner|later)/ },
]

const texts = (tree: MessageTree): string[] =>
  Object.values(tree).flatMap((entry) => (typeof entry === 'string' ? [entry] : texts(entry)))

describe('words', () => {
  const [inEnglish, inKorean] = [texts(messages.en), texts(messages.ko)]

  it.each(korean)('Korean has one for $meaning: $word', ({ word, not }) => {
    expect(inKorean.filter((text) => not.test(text))).toEqual([])
    expect(inKorean.some((text) => text.includes(word))).toBe(true)
  })
  it.each(english)('English says $word', ({ word, not }) => {
    expect(inEnglish.filter((text) => not.test(text))).toEqual([])
    expect(inEnglish.some((text) => text.toLowerCase().includes(word.toLowerCase()))).toBe(true)
  })
  it('Korean sentences are polite', () => {
    expect(inKorean.filter((text) => /(?:[^니]다|이다|한다|된다)\.(?:\s|$)/.test(text))).toEqual([])
  })
})
