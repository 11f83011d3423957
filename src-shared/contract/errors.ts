import { isSentence, messageOf, type Sentence } from '#shared/sentences/sentence.ts'

/**
 * Error codes. The data of each error is what to tell the user: what went wrong, which value, what to do; its message
 * is the same in English. The caller causes notFound, invalid and changedMeanwhile; the lab causes the rest, which end
 * with their cause.
 */
export const errorCodes = [
  'inUse',
  'fromFuture',
  'notALab',
  'damaged',
  'diskFull',
  'readOnly',
  'notFound',
  'invalid',
  'changedMeanwhile',
  'trainerBroken',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The data of 'changedMeanwhile': its message, and the current state as the lab outputs it. */
export type ChangedMeanwhile = Sentence & { readonly now: unknown }

/** The current state, which a refused edit would have overwritten unseen; undefined for all other errors. */
export function nowInstead(error: unknown): { now: unknown } | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === ('changedMeanwhile' satisfies ErrorCode)))
    return undefined
  const data = 'data' in error ? (error.data as Partial<ChangedMeanwhile> | undefined) : undefined
  return data && 'now' in data ? { now: data.now } : undefined
}

/** The message of an error for the user, whether it came from the lab through the contract or from this side. */
export function sentenceOf(error: unknown): Sentence {
  const said = error instanceof Error && 'data' in error ? error.data : undefined
  return isSentence(said) ? said : messageOf(error)
}
