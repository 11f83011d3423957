import { ORPCError, ValidationError } from '@orpc/server'
import type { z } from 'zod'
import { errorCodes, type ChangedMeanwhile, type ErrorCode } from '#shared/contract/errors.ts'
import { contract } from '#shared/contract/contract.ts'
import { faultsOf, withPath } from '#shared/schema/parseStrictly.ts'
import { isEnginesOwn } from '#shared/sentences/enginesOwn.ts'
import { englishText, sentence, messageOf, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { asLabError } from '#main/store/safety/storageErrors.ts'
import { ChangedMeanwhileError } from './requireUnchanged.ts'

/** The contract's schemas are zod schemas. */
type Issue = z.core.$ZodIssue

const declared = contract.system.info['~orpc'].errorMap

/** An error of the contract: its code and its message, in English and as a sentence for any language. */
function fault(code: ErrorCode, data: Sentence | ChangedMeanwhile, cause: unknown): ORPCError<ErrorCode, Sentence> {
  const { status } = declared[code]
  return new ORPCError(code, { defined: true, status, message: englishText(data), data, cause })
}

/** The contract's error for an error of the lab in `folder`; the only place that assigns codes. */
export function toRpcError(error: unknown, folder: string): ORPCError<string, unknown> {
  const known = asLabError(error, folder)
  if (known instanceof ChangedMeanwhileError) {
    return fault(known.code, { ...known.sentence, now: known.now }, error)
  }
  if (known instanceof LabError) return fault(known.code, known.sentence, error)
  if (error instanceof RangeError && !isEnginesOwn(error)) return fault('invalid', messageOf(error), error)
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

/** Names the invalid parts of an input. */
function mistakes({ issues, data }: ValidationError): Sentence {
  return sentence('requestInvalid', { faults: faultsOf(issues as readonly Issue[], data).map(withPath) })
}
