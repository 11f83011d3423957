import { edfNumbers, type EdfSeries } from '#shared/charts/edfChart.ts'
import type { Translate } from '#shared/messages/translation.ts'
import { percentText } from '#shared/format/numbers.ts'

/** The parts of the label of an EDF: name, number or effective number, minimum and mean. */
export function edfWords(
  series: Pick<EdfSeries, 'name' | 'errors' | 'weights'>,
  t: Translate<'charts'>,
): Record<'name' | 'n' | 'min' | 'mean', string> {
  const { count, weighted, min, mean } = edfNumbers(series)
  return {
    name: series.name,
    n: t(`charts.drawing.${weighted ? 'effectiveN' : 'sampleSize'}`, { n: count }),
    min: percentText(min),
    mean: percentText(mean),
  }
}
