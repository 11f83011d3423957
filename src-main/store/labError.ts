import type { ErrorCode } from '#shared/contract/errors.ts'
import { verbatim, SentenceError, type Sentence } from '#shared/sentences/sentence.ts'

/** An error that says what happened, to what, and what to do. Plain text is only for the command line. */
export class LabError extends SentenceError {
  readonly code: ErrorCode
  constructor(code: ErrorCode, said: Sentence | string, options?: ErrorOptions) {
    super(typeof said === 'string' ? verbatim(said) : said, options)
    this.name = 'LabError'
    this.code = code
  }
}
