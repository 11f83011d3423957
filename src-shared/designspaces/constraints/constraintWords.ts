import type { Limits, Bounds } from './bounds.ts'
import { boundsText, boundText } from './boundText.ts'
import type { ConstraintField } from './constraintKind.ts'
import { kindOf, type Constraint, type ConstraintId } from './constraints.ts'
import { constraintTexts } from './constraintTexts.ts'

/** A translation function: `t(key, values, count)`; `count` selects singular or plural. */
export type Translate = (key: string, values?: Record<string, unknown>, count?: number) => string
/**
 * A question as a researcher would ask it ("Share one group width across all stages?"), or a statement of what then
 * holds.
 */
export type ConstraintForm = 'question' | 'statement'

/** The name of a kind of constraint, such as "Range of the group width". */
export const constraintName = (id: ConstraintId, t: Translate): string => t(`constraints.kinds.${id}.name`)

/** A constraint in words, such as "group widths at 8 or more". */
export function constraintWords(constraint: Constraint, form: ConstraintForm, t: Translate): string {
  const { fields } = kindOf(constraint)
  const data: Partial<Record<string, unknown>> = constraint
  const texts = `constraints.kinds.${constraint.id}`
  const { order, ...numbers } = data
  if (typeof order === 'string') return t(`${texts}.${form}.${order}`)
  if ('min' in fields) return rangeWords(t(`${texts}.what`), numbers, form, t, unitOf(fields['min']))
  const values = Object.entries(fields).map(([name, field]) => [
    name,
    boundText(numbers[name] as number, unitOf(field)),
  ])
  return t(`${texts}.${form}`, Object.fromEntries(values) as Record<string, string>)
}

const unitOf = (field: ConstraintField | undefined) => (field?.kind === 'order' ? undefined : field?.unit)

/** A range in words, such as "width of stage 4 between 32 and 96". At least one end must be given. */
export function rangeWords(
  what: string,
  { min, max }: Limits<Bounds>,
  form: ConstraintForm,
  t: Translate,
  unit?: string,
): string {
  const low = min === undefined ? undefined : boundsText(min, 'min', unit)
  const high = max === undefined ? undefined : boundsText(max, 'max', unit)
  const ends = low === undefined ? 'upTo' : high === undefined ? 'from' : 'between'
  return t(`constraints.${form}`, { what, range: t(`constraints.ranges.${ends}`, { low, high }) })
}

type Tree = { readonly [key: string]: string | Tree }

/** A translation function for constraint wording outside the window. Throws Error for an unknown key. */
export function constraintTranslation(language: keyof typeof constraintTexts): Translate {
  const tree: Tree = { constraints: constraintTexts[language] }
  return (key, values = {}) => {
    const text = key
      .split('.')
      .reduce<string | Tree | undefined>((at, name) => (typeof at === 'object' ? at[name] : undefined), tree)
    if (typeof text !== 'string') throw new Error(`missing text: ${key}`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
  }
}
