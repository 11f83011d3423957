import { settingsSchema } from '#shared/contract/system.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'

/** The number of trainers that a text means: null if it is empty, undefined if it is not a valid number. */
export function trainersTyped(text: string): number | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  return settingsSchema.shape.trainers.safeParse(typedNumber(typed) ?? NaN).data
}
