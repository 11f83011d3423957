import { useI18n } from 'vue-i18n'
import { english } from '#shared/sentences/english.ts'
import { korean } from '#shared/sentences/korean.ts'
import { sentenceText, type Sentence, type Texts } from '#shared/sentences/sentence.ts'
import type { Language } from '#shared/contract/appearance.ts'

const texts: Readonly<Record<Language, Texts>> = { en: english, ko: korean }

/** The sentence in a language of the window. */
export const saidIn = (language: Language, said: Sentence): string => sentenceText(said, texts[language])

/** What gives a sentence in the window's language; a text that is in it already stays as it is. */
export function useSaid(): (said: Sentence | string) => string {
  const { locale } = useI18n({ useScope: 'global' })
  return (said) => (typeof said === 'string' ? said : saidIn(locale.value as Language, said))
}
