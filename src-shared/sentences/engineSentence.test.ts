import { expect, it } from 'vitest'
import { sentences as korean } from '#shared/messages/ko/sentences.ts'
import { engineSentence } from './engineSentence.ts'
import { englishText, sentence, sentenceText } from './sentence.ts'

it('names the engine and why it is not a faster one', () => {
  const reason = sentence('nativeMissing', { said: 'koffi is not installed' })
  expect(englishText(engineSentence({ name: 'bound', reason: null }))).toBe('Steps by the engine bound.')
  expect(englishText(engineSentence({ name: 'host', reason }))).toBe(
    "Steps by the engine host, since a faster one cannot be used: onnxruntime's C API cannot be called here (koffi is not installed).",
  )
  expect(sentenceText(engineSentence({ name: 'host', reason }), 'ko', korean)).toBe(
    '더 빠른 엔진을 쓸 수 없어 스텝은 엔진 host(으)로 계산합니다. 여기서는 onnxruntime의 C API를 호출하지 못합니다(koffi is not installed).',
  )
})
