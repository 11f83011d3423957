import { oc, type } from '@orpc/contract'
import { z } from 'zod'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { errorCodes, type ErrorCode } from './errors.ts'

const httpStatus: Partial<Record<ErrorCode, number>> = { notFound: 404, invalid: 400, changedMeanwhile: 409 }
const said = type<Sentence>()

/**
 * The state that an edit of a document was based on, as the lab output it: the edit is refused with 'changedMeanwhile'
 * if the current state differs. Required by every procedure that replaces something typed or chosen.
 */
export const basedOnSchema = z.unknown()

export interface ProcedureMeta {
  /** It changes nothing, so it can be retried after a lost connection. */
  reads?: boolean
}

/** A procedure that may fail with any of the lab's coded errors. */
export const procedure = oc
  .$meta<ProcedureMeta>({})
  .errors(
    Object.fromEntries(errorCodes.map((code) => [code, { status: httpStatus[code] ?? 500, data: said }])) as Record<
      ErrorCode,
      { status: number; data: typeof said }
    >,
  )

/** A procedure that changes nothing. */
export const reading = procedure.meta({ reads: true })
