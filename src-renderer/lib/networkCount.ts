import { populationRequestSchema } from '#shared/contract/populations.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'

/** As many as one population may have. */
export const mostNetworks = populationRequestSchema.shape.count.maxValue ?? Infinity

/** How many networks a text asks for, or what is wrong with it. */
export function networkCount(text: string): { count: number; fault?: never } | { count?: never; fault: Sentence } {
  if (text.trim() === '') return { fault: sentence('required') }
  const number = typedNumber(text)
  if (number === undefined) return { fault: typedFault(text) }
  const { data, error } = populationRequestSchema.shape.count.safeParse(number)
  return data === undefined ? { fault: faultsOf(error.issues, number)[0]!.said } : { count: data }
}
