import { populationRequestSchema } from '#shared/contract/populations.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'

/** The maximum size of a population. */
export const mostNetworks = populationRequestSchema.shape.count.maxValue ?? Infinity

/** The number of networks that a text asks for, or its fault. */
export function networkCount(text: string): { count: number; fault?: never } | { count?: never; fault: Sentence } {
  if (text.trim() === '') return { fault: sentence('required') }
  const number = typedNumber(text)
  if (number === undefined) return { fault: typedFault(text) }
  const { data, error } = populationRequestSchema.shape.count.safeParse(number)
  return data === undefined ? { fault: faultsOf(error.issues, number)[0]!.said } : { count: data }
}
