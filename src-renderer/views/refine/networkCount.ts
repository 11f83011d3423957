import { populationRequestSchema } from '#shared/contract/populations.ts'
import { faultOf, notANumber, type Fault } from '#renderer/components/forms/fault.ts'

/** How many networks a text asks for, or what is wrong with it. */
export function networkCount(text: string): { count: number; fault?: never } | { count?: never; fault: Fault } {
  if (text.trim() === '') return { fault: { key: 'forms.missing' } }
  const number = Number(text)
  if (Number.isNaN(number)) return { fault: notANumber }
  const { data, error } = populationRequestSchema.shape.count.safeParse(number)
  return data === undefined ? { fault: faultOf(error.issues[0]!) } : { count: data }
}
