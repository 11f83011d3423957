import { saidIn } from '#shared/sentences/saidIn.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { useText } from './texts.ts'

/**
 * Returns a function that translates a sentence into the window's language; a string is already translated and returned
 * as it is.
 */
export function useSaid(): (said: Sentence | string) => string {
  const { language } = useText()
  return (said) => (typeof said === 'string' ? said : saidIn(language.value, said))
}
