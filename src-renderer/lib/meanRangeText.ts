import { signedText } from '#shared/format/numbers.ts'
import type { MeanRange } from '#shared/statistics/ranges/meanRange.ts'
import type { Translate } from '#shared/messages/translation.ts'

/** Marks ranges of means that may be too short. */
export const shortMark = '†'

/** "[−3.1, 0.4]", with † if it may be too short, which `science.shortMean` explains. */
export const meanRangeMarked = ({ low, high, isShort }: MeanRange): string =>
  `[${signedText(low)}, ${signedText(high)}]${isShort ? shortMark : ''}`

/** "95 % range −3.1 to 0.4" of a difference of means, with a note if it may be too short. */
export const meanRangeText = ({ low, high, isShort }: MeanRange, t: Translate<'science'>): string =>
  t(isShort ? 'science.meanRangeShort' : 'science.meanRange', { low: signedText(low), high: signedText(high) })
