import type { RunRow } from '#shared/contract/runs.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import { typedDuration } from '#shared/format/typedDuration.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { composed, containsTyped } from '#shared/schema/alike.ts'
import { isNumberField, numberOf, textFields, type NumberFieldId } from './runFields.ts'

/** A condition on runs; a run without the value does not fulfil it. */
export type Condition =
  | { readonly field: NumberFieldId; readonly operator: 'atMost' | 'atLeast'; readonly value: number }
  | { readonly field: 'status'; readonly operator: 'is' | 'isNot'; readonly value: RunStatus }
  | { readonly field: 'tags'; readonly operator: 'has' | 'hasNot'; readonly value: string }
  | { readonly field: 'note' | 'exclusion'; readonly operator: 'contains'; readonly value: string }
export type Operator = Condition['operator']
export type ConditionField = Condition['field']

/** The operators of a field, the default first. */
export function operatorsOf(field: ConditionField): readonly Operator[] {
  if (field === 'status') return ['is', 'isNot']
  if (field === 'tags') return ['has', 'hasNot']
  return field === 'note' || field === 'exclusion' ? ['contains'] : ['atMost', 'atLeast']
}

/** Whether a stored condition is valid in this version. */
export const isKnown = ({ field, operator }: Condition): boolean =>
  (isNumberField(field) || field === 'status' || field === 'tags' || field in textFields) &&
  operatorsOf(field).includes(operator)

/** A condition from typed text; null if it is invalid. */
export function conditionOf(field: ConditionField, operator: Operator, typed: string): Condition | null {
  const text = typed.trim()
  if (text === '' || !operatorsOf(field).includes(operator)) return null
  if (!isNumberField(field)) return { field, operator, value: text } as Condition
  const value = typedValue(field, text)
  return value === undefined ? null : ({ field, operator, value } as Condition)
}

/** The number that a text means for a field, with or without the unit shown in the table; undefined if it is none. */
function typedValue(field: NumberFieldId, text: string): number | undefined {
  if (field === 'durationMs') return typedDuration(text)
  return typedNumber(text, isPercentage(field) ? '%' : field === 'flops' ? 'F' : undefined)
}

/** The value of a condition as text for its input field. */
export const valueTyped = ({ field, value }: Condition): string =>
  field === 'durationMs' ? `${value} ms` : String(value)

/** Whether a field is a percentage. */
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
