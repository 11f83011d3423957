import { isSentence, saidBy, type Sentence } from '#shared/sentences/sentence.ts'

/**
 * Codes of what can go wrong. The data of each error is what to tell the user: what, which value, what to do; its message
 * is the same in English.
 * notFound and invalid are the caller's; the rest are the lab's and pass when their reason does.
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
  'trainerBroken',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** What an error says to the user, the lab's that crossed the contract or one of this side. */
export function sentenceOf(error: unknown): Sentence {
  const said = error instanceof Error && 'data' in error ? error.data : undefined
  return isSentence(said) ? said : saidBy(error)
}
