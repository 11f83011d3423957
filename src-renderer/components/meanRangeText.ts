import { signedText } from '#shared/format/numbers.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** "95 % range −3.1 to 0.4" of a difference of means, and that it may be short where that is known. */
export const meanRangeText = ({ low, high, isShort }: MeanRange, t: Translate): string =>
  t(isShort ? 'science.meanRangeShort' : 'science.meanRange', { low: signedText(low), high: signedText(high) })
