import { createHash } from 'node:crypto'

/**
 * The SHA-256, as 16 hex digits, of an answer with numbers rounded to 12 digits, beyond the reach of platform rounding.
 */
export const answerDigest = (answer: unknown): string =>
  createHash('sha256').update(JSON.stringify(answer, written)).digest('hex').slice(0, 16)

function written(_key: string, value: unknown): unknown {
  if (typeof value === 'number') return value.toPrecision(12)
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)]
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array)
  return value
}
