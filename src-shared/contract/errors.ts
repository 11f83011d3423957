import { oc } from '@orpc/contract'

/**
 * Codes of what can go wrong; the message of each error is one sentence for the user: what, which value, what to do.
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

const httpStatus: Partial<Record<ErrorCode, number>> = { notFound: 404, invalid: 400 }

/** A procedure that may answer with any of the lab's coded errors. */
export const procedure = oc.errors(
  Object.fromEntries(errorCodes.map((code) => [code, { status: httpStatus[code] ?? 500 }])) as Record<
    ErrorCode,
    { status: number }
  >,
)
