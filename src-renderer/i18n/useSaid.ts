import { saidIn } from '#shared/sentences/saidIn.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useText } from './texts.ts'

/** What gives a sentence in the window's language; a text that is in it already stays as it is. */
export function useSaid(): (said: Sentence | string) => string {
  const { language } = useText()
  return (said) => (typeof said === 'string' ? said : saidIn(language.value, said))
}
