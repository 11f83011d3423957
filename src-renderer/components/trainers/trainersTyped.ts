import { settingsSchema } from '#shared/contract/system.ts'

/** The number of trainers that a text means: null where it is empty, undefined where it is none that may be set. */
export function trainersTyped(text: string): number | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  return settingsSchema.shape.trainers.safeParse(Number(typed)).data
}
