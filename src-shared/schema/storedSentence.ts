import { z } from 'zod'
import { verbatim, isSentence, type Sentence } from '#shared/sentences/sentence.ts'
import { limits } from './limits.ts'

/**
 * A sentence as stored by any version. A key unknown to this version is shown as it is, as is plain text from before
 * sentences existed.
 */
export const storedSentence = z.union([
  z.string().max(limits.note).transform(verbatim),
  z
    .strictObject({ key: z.string().max(limits.word), values: z.record(z.string(), z.unknown()) })
    .transform((said): Sentence => (isSentence(said) ? said : verbatim(said.key))),
])
