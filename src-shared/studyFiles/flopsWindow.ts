import { typedNumber } from '#shared/format/typedNumber.ts'

/** A window of multiply-adds, both ends included. */
export interface FlopsWindow {
  low: number
  high: number
}

/** The count of a text such as 360M, 0.4 GF or 500,000, rounded if it has a prefix; undefined if invalid. */
export function parseCount(text: string): number | undefined {
  const value = typedNumber(text, 'F')
  if (value === undefined || value < 0) return undefined
  return Number.isInteger(value) ? value : /[kmgt]/i.test(text) ? Math.round(value) : undefined
}

/** The window of a text such as 360M:400M; either end may be open. Throws RangeError with a user-facing message. */
export function parseFlopsWindow(text: string): FlopsWindow {
  const [lowText = '', highText = '', ...more] = text.split(':')
  const low = lowText.trim() === '' ? 0 : parseCount(lowText)
  const high = highText.trim() === '' ? Number.MAX_SAFE_INTEGER : parseCount(highText)
  if (!text.includes(':') || more.length > 0 || low === undefined || high === undefined)
    throw new RangeError(`invalid flops: ${text} (write low:high, as in 360M:400M or :0.5M)`)
  if (low > high) throw new RangeError(`invalid flops: ${text} (the low end is above the high end)`)
  return { low, high }
}
