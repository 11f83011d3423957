import { millisecondsText, type TimeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import { isBeyond, predictedTime, predictionRange, type TimedSize } from '#shared/timing/predictedTime.ts'
import type { Translate } from '#shared/messages/translation.ts'
import type { KnownTimeSource } from '#renderer/composables/useTimeSources.ts'

/** The predicted time of a network, with its range if the measurement behind the formula is known here. */
export function predictedText(
  source: TimeSource,
  known: Pick<KnownTimeSource, 'prediction'> | undefined,
  size: TimedSize,
  t: Translate<'search'>,
): string {
  const fit = known?.prediction?.fit
  if (!fit) return millisecondsText(predictedTime(source, size))
  const { value, low, high } = predictionRange(fit, size)
  const said = t('search.predictedRange', {
    ...{ value: millisecondsText(value), low: millisecondsText(low), high: millisecondsText(high) },
  })
  return isBeyond(fit, size) ? `${said}, ${t('search.beyond')}` : said
}
