import type { ErrorCode } from '#shared/contract/errors.ts'
import { asWritten, SentenceError, type Sentence } from '#shared/sentences/sentence.ts'

/** An error that says what happened, to which thing and what to do; a text is a sentence of the command line alone. */
export class LabError extends SentenceError {
  readonly code: ErrorCode
  constructor(code: ErrorCode, said: Sentence | string, options?: ErrorOptions) {
    super(typeof said === 'string' ? asWritten(said) : said, options)
    this.name = 'LabError'
    this.code = code
  }
}
