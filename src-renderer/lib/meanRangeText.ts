import { signedText } from '#shared/format/numbers.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import type { Translate } from '#shared/messages/translation.ts'

/** Stands at ranges of means that may be short. */
export const shortMark = '†'

/** "[−3.1, 0.4]", and † where it may be short, which `science.shortMean` says. */
export const meanRangeMarked = ({ low, high, isShort }: MeanRange): string =>
  `[${signedText(low)}, ${signedText(high)}]${isShort ? shortMark : ''}`

/** "95 % range −3.1 to 0.4" of a difference of means, and that it may be short where that is known. */
export const meanRangeText = ({ low, high, isShort }: MeanRange, t: Translate<'science'>): string =>
  t(isShort ? 'science.meanRangeShort' : 'science.meanRange', { low: signedText(low), high: signedText(high) })
