import type { RunRow } from '#shared/contract/runs.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import { typedDuration } from '#shared/format/typedDuration.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { composed, containsTyped } from '#shared/schema/alike.ts'
import { isNumberField, numberOf, textFields, type NumberFieldId } from './runFields.ts'

/** What is asked of a run; a run without the number fulfils no condition on it. */
export type Condition =
  | { readonly field: NumberFieldId; readonly operator: 'atMost' | 'atLeast'; readonly value: number }
  | { readonly field: 'status'; readonly operator: 'is' | 'isNot'; readonly value: RunStatus }
  | { readonly field: 'tags'; readonly operator: 'has' | 'hasNot'; readonly value: string }
  | { readonly field: 'note' | 'exclusion'; readonly operator: 'contains'; readonly value: string }
export type Operator = Condition['operator']
export type ConditionField = Condition['field']

/** The operators of a field, the usual one first. */
export function operatorsOf(field: ConditionField): readonly Operator[] {
  if (field === 'status') return ['is', 'isNot']
  if (field === 'tags') return ['has', 'hasNot']
  return field === 'note' || field === 'exclusion' ? ['contains'] : ['atMost', 'atLeast']
}

/** Whether a condition that was kept is one of this version. */
export const isKnown = ({ field, operator }: Condition): boolean =>
  (isNumberField(field) || field === 'status' || field === 'tags' || field in textFields) &&
  operatorsOf(field).includes(operator)

/** A condition from what was typed; null where it is none. */
export function conditionOf(field: ConditionField, operator: Operator, typed: string): Condition | null {
  const text = typed.trim()
  if (text === '' || !operatorsOf(field).includes(operator)) return null
  if (!isNumberField(field)) return { field, operator, value: text } as Condition
  const value = typedValue(field, text)
  return value === undefined ? null : ({ field, operator, value } as Condition)
}

/** The number of a field that a text means, written as the table writes it or plainly; undefined: none. */
function typedValue(field: NumberFieldId, text: string): number | undefined {
  if (field === 'durationMs') return typedDuration(text)
  return typedNumber(text, isPercentage(field) ? '%' : field === 'flops' ? 'F' : undefined)
}

/** How the value of a condition stands in its field when it is changed. */
export const valueTyped = ({ field, value }: Condition): string =>
  field === 'durationMs' ? `${value} ms` : String(value)

/** Whether a field is one of percentages. */
export const isPercentage = (field: ConditionField): field is 'error' | 'lowestError' =>
  field === 'error' || field === 'lowestError'

/** Whether a run fulfils all conditions. */
export function fulfilsAll(conditions: readonly Condition[], row: RunRow): boolean {
  return conditions.every((condition) => fulfils(condition, row))
}

function fulfils(condition: Condition, row: RunRow): boolean {
  switch (condition.operator) {
    case 'atMost':
    case 'atLeast': {
      const number = numberOf(condition.field, row)
      if (number === null) return false
      return condition.operator === 'atMost' ? number <= condition.value : number >= condition.value
    }
    case 'is':
    case 'isNot':
      return (row.status === condition.value) === (condition.operator === 'is')
    case 'has':
    case 'hasNot':
      return row.tags.some((tag) => composed(tag) === composed(condition.value)) === (condition.operator === 'has')
    case 'contains':
      return containsTyped(textFields[condition.field](row), condition.value)
  }
}
