import { ORPCError, ValidationError } from '@orpc/server'
import { errorCodes, type ErrorCode } from '#shared/contract/errors.ts'
import { contract } from '#shared/contract/contract.ts'
import { asWritten, englishText, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/storageTrouble.ts'

const declared = contract.system.info['~orpc'].errorMap

/** An error of the contract: its code and what it says, in English and for any language. */
function fault(code: ErrorCode, data: Sentence, cause: unknown): ORPCError<ErrorCode, Sentence> {
  const { status } = declared[code]
  return new ORPCError(code, { defined: true, status, message: englishText(data), data, cause })
}

/** What crosses the contract for an error of the lab in `folder`: the one place where codes are given. */
export function asFault(error: unknown, folder: string): ORPCError<string, unknown> {
  const known = asLabError(error, folder)
  if (known instanceof LabError) return fault(known.code, known.sentence, error)
  if (error instanceof RangeError) return fault('invalid', asWritten(error.message), error)
  if (error instanceof ORPCError) {
    const { cause } = error as { cause?: unknown }
    if (cause instanceof ValidationError && error.code === 'BAD_REQUEST')
      return fault('invalid', mistakes(cause), error)
    if ((errorCodes as readonly string[]).includes(error.code as string)) return error as ORPCError<string, unknown>
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  const said = error instanceof Error ? error.message : String(error)
  return fault('internal', sentence('unexpected', { said }), error)
}

/** Names what of an input is not as it should be. */
function mistakes({ issues }: ValidationError): Sentence {
  const [first] = issues
  const place = first?.path?.map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.')
  const said = first?.message ?? 'unknown reason'
  return place ? sentence('requestInvalidAt', { place, said }) : sentence('requestInvalid', { said })
}
