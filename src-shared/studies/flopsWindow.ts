/** A window of multiply-adds, both ends included. */
export interface FlopsWindow {
  low: number
  high: number
}

const sizes: Record<string, number> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }

/** The count that a text like 360M, 0.4G or 500000 stands for; undefined: none. */
export function parseCount(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?(?:e\d+)?)([kmgt]?)f?$/i.exec(text.trim())
  const size = sizes[found?.[2]?.toLowerCase() ?? '']
  // 0.3 * 1e6 is 300000 exactly only after rounding.
  return found && size !== undefined ? Math.round(Number(found[1]) * size) : undefined
}

/** The window that a text like 360M:400M describes; either end may be left open. Throws RangeError with a sentence. */
export function parseFlopsWindow(text: string): FlopsWindow {
  const [lowText = '', highText = '', ...more] = text.split(':')
  const low = lowText.trim() === '' ? 0 : parseCount(lowText)
  const high = highText.trim() === '' ? Number.MAX_SAFE_INTEGER : parseCount(highText)
  if (!text.includes(':') || more.length > 0 || low === undefined || high === undefined)
    throw new RangeError(`invalid flops: ${text} (write low:high, as in 360M:400M or :0.5M)`)
  if (low > high) throw new RangeError(`invalid flops: ${text} (the low end is above the high end)`)
  return { low, high }
}
