import type { ErrorCode } from '#shared/contract/errors.ts'

/** An error whose message is a sentence for the user: what happened, which thing, what to do. */
export class LabError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LabError'
    this.code = code
  }
}
