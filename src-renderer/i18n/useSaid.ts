import { useI18n } from 'vue-i18n'
import { readSentence } from '#shared/sentences/readSentence.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** What turns something that the lab said, or keeps in English, into the window's language. */
export function useSaid(): (said: Sentence | string) => string {
  const { t } = useI18n({ useScope: 'global' })
  return (said) => {
    const { key, values } = typeof said === 'string' ? readSentence(said) : said
    return t(`lab.${key}`, values)
  }
}
