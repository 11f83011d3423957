import { twoReadings } from '#shared/format/typedNumber.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'

/** The fault of a text that typedNumber cannot read as a number. */
export function typedFault(text: string): Sentence {
  const [small, large] = twoReadings(text) ?? []
  return small === undefined || large === undefined ? sentence('notNumber') : sentence('twoNumbers', { small, large })
}
