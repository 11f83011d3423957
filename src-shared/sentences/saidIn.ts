import type { Language } from '#shared/messages/language.ts'
import { sentences as korean } from '#shared/messages/ko/sentences.ts'
import { englishText, sentenceText, type Sentence } from './sentence.ts'

/** The sentence in a language. */
export const saidIn = (language: Language, said: Sentence): string =>
  language === 'ko' ? sentenceText(said, 'ko', korean) : englishText(said)
