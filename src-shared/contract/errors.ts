import { isSentence, saidBy, type Sentence } from '#shared/sentences/sentence.ts'

/**
 * Codes of what can go wrong. The data of each error is what to tell the user: what, which value, what to do; its message
 * is the same in English.
 * notFound, invalid and changedMeanwhile are the caller's; the rest are the lab's and pass when their reason does.
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

/** The data of 'changedMeanwhile': what it says, and the state that is there now, as the lab gives it out. */
export type ChangedMeanwhile = Sentence & { readonly now: unknown }

/** The state that an edit would have replaced unseen, where that is why it was refused. */
export function nowInstead(error: unknown): { now: unknown } | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === ('changedMeanwhile' satisfies ErrorCode)))
    return undefined
  const data = 'data' in error ? (error.data as Partial<ChangedMeanwhile> | undefined) : undefined
  return data && 'now' in data ? { now: data.now } : undefined
}

/** What an error says to the user, the lab's that crossed the contract or one of this side. */
export function sentenceOf(error: unknown): Sentence {
  const said = error instanceof Error && 'data' in error ? error.data : undefined
  return isSentence(said) ? said : saidBy(error)
}
