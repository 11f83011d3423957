import { oc, type } from '@orpc/contract'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { errorCodes, type ErrorCode } from './errors.ts'

const httpStatus: Partial<Record<ErrorCode, number>> = { notFound: 404, invalid: 400 }
const said = type<Sentence>()

export interface ProcedureMeta {
  /** It changes nothing: asked again after a break, it does no harm. */
  reads?: boolean
}

/** A procedure that may answer with any of the lab's coded errors. */
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
