/** Codes that cross the contract. */
export type LabErrorCode =
  | 'inUse'
  | 'fromFuture'
  | 'notALab'
  | 'damaged'
  | 'diskFull'
  | 'readOnly'
  | 'notFound'
  | 'invalid'
  | 'trainerBroken'
  | 'internal'

/** An error whose message is a sentence for the user: what happened, which thing, what to do. */
export class LabError extends Error {
  readonly code: LabErrorCode
  constructor(code: LabErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LabError'
    this.code = code
  }
}
