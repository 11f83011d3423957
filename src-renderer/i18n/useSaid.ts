import { useI18n } from 'vue-i18n'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** What turns something that the lab said into the window's language. */
export function useSaid(): (said: Sentence) => string {
  const { t } = useI18n()
  return ({ key, values }) => t(`lab.${key}`, values)
}
