import { describe, expect, it } from 'vitest'
import { everyMessage } from '#shared/messages/testing/everyMessage.ts'
import { filesWithKorean, isKorean, writtenTexts } from './testing/writtenTexts.ts'

/** The Korean term for each concept, and the variants that must not be used. */
const korean: readonly { readonly meaning: string; readonly word: string; readonly not: RegExp }[] = [
  { meaning: 'population', word: '네트워크 집단', not: /모집단|표본 집단|(?<!네트워크 )(?<![가-힣])집단/ },
  { meaning: 'error', word: '오류율', not: /(?<!표준 )오차|에러|오답률/ },
  { meaning: 'design space', word: '설계 공간', not: /디자인 공간|설계공간/ },
  { meaning: 'run', word: '실행', not: /러닝|트레이닝/ },
  { meaning: 'recipe', word: '학습 설정', not: /학습 방법|레시피|훈련/ },
  { meaning: 'study', word: '연구', not: /스터디/ },
  { meaning: 'lab', word: '실험실', not: /연구실|(?<![가-힣])랩/ },
  { meaning: 'refinement', word: '정제', not: /세분화|정련|개선안/ },
  { meaning: 'constraint', word: '제약', not: /제약 조건|제한 조건|구속/ },
  { meaning: 'epoch', word: '에포크', not: /에폭|세대/ },
  { meaning: 'bootstrap', word: '부트스트랩', not: /붓스트랩|부츠트랩/ },
  { meaning: 'diverged', word: '발산', not: /수렴 실패/ },
  { meaning: 'exclude', word: '제외', not: /배제/ },
  { meaning: 'checkpoint', word: '체크포인트', not: /저장점|중간 저장/ },
  { meaning: 'parameters of a network', word: '파라미터', not: /파라메터|모수/ },
  { meaning: 'accept a space', word: '채택', not: /수락|승인/ },
  { meaning: 'reject a space', word: '기각', not: /거절/ },
  { meaning: 'acceptance of draws', word: '통과율', not: /채택률|수용률/ },
  { meaning: 'undecided', word: '미정', not: /판정 불가|판정 전|결정되지 않/ },
  { meaning: 'P(new beats old)', word: '나음', not: /우세(?!요)|좋을 확률/ },
  { meaning: 'points of a percentage', word: '%p', not: /(?<!체크)포인트/ },
  { meaning: '95 % range', word: '95 % 구간', not: /95 % 범위/ },
  { meaning: 'confidence band', word: '신뢰띠', not: /신뢰 띠|(?<!신뢰)띠/ },
  { meaning: 'data set', word: '데이터 세트', not: /데이터 집합|데이터셋/ },
  { meaning: 'execution provider', word: '실행 제공자', not: /실행 공급자/ },
  { meaning: 'lowering plan', word: 'lowering 계획', not: /로어링|변환 계획/ },
  { meaning: 'width', word: '폭', not: /너비/ },
  { meaning: 'test images', word: '테스트 이미지', not: /시험 (?:이미지|오류율)/ },
  { meaning: 'trainer', word: '학습 프로세스', not: /학습기/ },
  { meaning: 'squeeze-and-excitation', word: 'Squeeze-and-Excitation', not: /스퀴즈/ },
]

/** The standard terms of the field, and the house words that they replace. */
const english: readonly { readonly word: string; readonly not: RegExp }[] = [
  { word: 'degrees of freedom', not: /^Freedom$/ },
  { word: 'no limit', not: /empty: open/i },
  { word: 'images seen', not: /training images each/ },
  { word: 'Learning rate updated', not: /Rate is set/ },
  { word: 'Move its population up', not: /Population (?:sooner|later)/ },
]

const files = filesWithKorean()
const said = files.flatMap(({ file, code }) => writtenTexts(file, code))
/** The tutorials, line by line. */
const tutorials = Object.entries(
  import.meta.glob<string>('../../docs/ko/**/*.md', { query: '?raw', import: 'default', eager: true }),
).flatMap(([file, page]) => page.split('\n').map((text) => ({ file, text })))
const inKorean = [...said, ...tutorials].filter(({ text }) => isKorean(text))
/** All English texts of the program: the messages, and the tables in files of their own. */
const inEnglish = [
  ...everyMessage('en').map(({ text }) => text),
  ...said.map(({ text }) => text).filter((text) => !isKorean(text)),
]

describe('terms', () => {
  it('are checked wherever there is Korean: in the window, the lab, its reports and its shell', () => {
    const places = [
      'messages/ko/shell.ts',
      'messages/ko/sentences.ts',
      'messages/ko/report.ts',
      'messages/ko/desktop.ts',
      'docs/ko/tutorials/',
    ]
    expect(places.filter((place) => !inKorean.some(({ file }) => file.includes(place)))).toEqual([])
    expect(files.filter(({ file }) => file.endsWith('.vue'))).toEqual([])
  })
  it.each(korean)('Korean uses one term for $meaning: $word', ({ word, not }) => {
    expect(inKorean.filter(({ text }) => not.test(text))).toEqual([])
    expect(inKorean.some(({ text }) => text.includes(word))).toBe(true)
  })
  it.each(english)('English uses $word', ({ word, not }) => {
    expect(inEnglish.filter((text) => not.test(text))).toEqual([])
    expect(inEnglish.some((text) => text.toLowerCase().includes(word.toLowerCase()))).toBe(true)
  })
  it('Korean sentences are polite', () => {
    expect(inKorean.filter(({ text }) => /(?:[^니]다|이다|한다|된다)\.(?:\s|$)/.test(text))).toEqual([])
  })
})
