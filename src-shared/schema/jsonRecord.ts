import { z } from 'zod'
import { sentence } from '#shared/sentences/sentence.ts'
import { issueMessage } from './parseStrictly.ts'

/** An object of any shape that is stored as JSON. Refuses values that JSON cannot represent, such as a bigint. */
export const jsonRecord = z.record(z.string(), z.unknown()).refine(isJson, issueMessage(sentence('notJson')))

function isJson(value: unknown): boolean {
  try {
    JSON.stringify(value)
    return true
  } catch {
    return false
  }
}
