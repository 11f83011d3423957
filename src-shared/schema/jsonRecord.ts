import { z } from 'zod'
import { sentence } from '#shared/sentences/sentence.ts'
import { saying } from './parseStrictly.ts'

/** An object that is stored as JSON, of any form: what JSON has no words for, such as a bigint, is refused. */
export const jsonRecord = z.record(z.string(), z.unknown()).refine(isJson, saying(sentence('notJson')))

function isJson(value: unknown): boolean {
  try {
    JSON.stringify(value)
    return true
  } catch {
    return false
  }
}
