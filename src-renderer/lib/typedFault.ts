import { twoReadings } from '#shared/format/typedNumber.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/** What is wrong with a text of which typedNumber reads no number. */
export function typedFault(text: string): Sentence {
  const [small, large] = twoReadings(text) ?? []
  return small === undefined || large === undefined ? sentence('notNumber') : sentence('twoNumbers', { small, large })
}
