import { networkParameters, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { countText, flopsText } from '#shared/format/counts.ts'
import { durationText } from '#shared/format/durations.ts'
import { percentText, shortText } from '#shared/format/numbers.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { shownTimes } from './measuredTimes.ts'
import { shownPrediction } from './predictedTimes.ts'
import { isParameter, isTime, type NumberFieldId } from './runFields.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import type { ColumnId } from './runOrder.ts'

/** The name of a column or field; a time with its conditions. */
export function fieldName(id: ColumnId, t: Translate): string {
  const conditions = id === 'measuredMs' ? shownTimes.value?.conditions : shownPrediction.value?.source
  if (isTime(id) && conditions) {
    const { mode, batchSize: batch, device } = conditions
    const of = id === 'measuredMs' ? 'explore.timeOf' : 'explore.predictedOf'
    return t(of, { mode: t(`figures.values.${mode}`), batch, device })
  }
  return isParameter(id) ? parameterText(id, t) : t(`explore.columns.${id}`)
}

/** A number of a run as shown in a table: percent with one decimal, counts with three digits. */
export function numberText(id: NumberFieldId, value: number, language: string): string {
  if (id === 'error' || id === 'lowestError') return percentText(value)
  if (id === 'durationMs') return durationText(value, language)
  if (id === 'epochs') return String(value)
  if (isTime(id)) return shortText(value, 4)
  return parameterValueText(id, value)
}

/** The value of a parameter. */
function parameterValueText(id: NetworkParameterId, value: number): string {
  const { unit, integer } = networkParameters[id]
  if (unit === 'flops') return flopsText(value)
  if (unit === 'parameters' || unit === 'activations') return countText(value)
  return integer ? String(value) : shortText(value, 3)
}
