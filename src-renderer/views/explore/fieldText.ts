import {
  networkParameters,
  networkParameterIds,
  type NetworkParameterId,
} from '#shared/refinement/evidence/networkParameters.ts'
import { countText, flopsText } from '#shared/format/counts.ts'
import { durationText } from '#shared/format/durations.ts'
import { percentText, shortText } from '#shared/format/numbers.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import type { NumberFieldId } from './runFields.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import type { ColumnId } from './runOrder.ts'

function isParameter(id: string): id is NetworkParameterId {
  return (networkParameterIds as string[]).includes(id)
}

/** The name of a column or field. */
export function fieldName(id: ColumnId, t: Translate): string {
  return isParameter(id) ? parameterText(id, t) : t(`explore.columns.${id}`)
}

/** A number of a run as shown in a table: percent with one decimal, counts with three digits. */
export function numberText(id: NumberFieldId, value: number, language: string): string {
  if (id === 'error' || id === 'lowestError') return percentText(value)
  if (id === 'durationMs') return durationText(value, language)
  if (id === 'epochs') return String(value)
  return parameterValueText(id, value)
}

/** The value of a parameter. */
export function parameterValueText(id: NetworkParameterId, value: number): string {
  const { unit, integer } = networkParameters[id]
  if (unit === 'flops') return flopsText(value)
  if (unit === 'parameters' || unit === 'activations') return countText(value)
  return integer ? String(value) : shortText(value, 3)
}
