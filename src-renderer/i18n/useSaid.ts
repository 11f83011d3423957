import { useI18n } from 'vue-i18n'
import { english } from '#shared/sentences/english.ts'
import { korean } from '#shared/sentences/korean.ts'
import { sentenceText, type Sentence, type Texts } from '#shared/sentences/sentence.ts'
import type { Language } from './i18n.ts'

const texts: Readonly<Record<Language, Texts>> = { en: english, ko: korean }

/** What gives a sentence in the window's language; a text that is in it already stays as it is. */
export function useSaid(): (said: Sentence | string) => string {
  const { locale } = useI18n({ useScope: 'global' })
  return (said) => (typeof said === 'string' ? said : sentenceText(said, texts[locale.value as Language]))
}
