import { z } from 'zod'
import { asWritten, isSentence, type Sentence } from '#shared/sentences/sentence.ts'
import { limits } from './limits.ts'

/**
 * A sentence as it was stored, by any version: a key of no sentence of this one stands as it is, and so does a text of
 * the time before there were sentences.
 */
export const storedSentence = z.union([
  z.string().max(limits.note).transform(asWritten),
  z
    .strictObject({ key: z.string().max(limits.word), values: z.record(z.string(), z.unknown()) })
    .transform((said): Sentence => (isSentence(said) ? said : asWritten(said.key))),
])
