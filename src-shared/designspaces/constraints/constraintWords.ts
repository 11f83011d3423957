import type { constraints as english } from '#shared/messages/en/constraints.ts'
import type { MessageValues } from '#shared/messages/messageFormat.ts'
import type { MessageKey, Translate } from '#shared/messages/translation.ts'
import type { Limits, Bounds } from './bounds.ts'
import { boundsText, boundText } from './boundText.ts'
import type { OrderId } from '../sampling/stageChain.ts'
import { millisecondsText, type TimeLimit } from './timeLimits.ts'
import type { ConstraintField } from './constraintKind.ts'
import { kindOf, type Constraint, type ConstraintId, type constraints } from './constraints.ts'

/**
 * A question as a researcher would ask it ("Share one group width across all stages?"), or a statement of what then
 * holds.
 */
export type ConstraintForm = 'question' | 'statement'

type ByOrder = Readonly<Record<OrderId, string>>
/**
 * The texts required by a kind's fields: a range needs `what` it limits, an order its own sentences, any other kind one
 * question and one statement with its fields as values; `short` is for tight places.
 */
type KindTexts<Fields> = { readonly name: string } & (Fields extends { min: unknown }
  ? { readonly what: string }
  : Fields extends { order: unknown }
    ? { readonly question: ByOrder; readonly statement: ByOrder }
    : Fields extends { limits: unknown }
      ? { readonly what: Readonly<Record<TimeLimit['mode'], string>> }
      : { readonly question: string; readonly statement: string } & (keyof Fields extends never
          ? { readonly short: string }
          : unknown))
interface ConstraintTexts {
  readonly kinds: { readonly [Id in ConstraintId]: KindTexts<(typeof constraints)[Id]['fields']> }
  readonly orders: ByOrder
}
/** A text that a kind lacks is a type error here; what is put together at run time is a key then. */
type WordsKey<Texts extends ConstraintTexts> = Texts extends unknown ? MessageKey<'constraints'> : never
type Say = (key: WordsKey<typeof english>, values?: MessageValues) => string

/** The name of a kind of constraint, such as "Range of the group width". */
export const constraintName = (id: ConstraintId, t: Translate<'constraints'>): string =>
  t(`constraints.kinds.${id}.name`)

/** A constraint in words, such as "group widths at 8 or more". */
export function constraintWords(constraint: Constraint, form: ConstraintForm, t: Translate<'constraints'>): string {
  const { fields } = kindOf(constraint)
  const say = t as Say
  const data: Partial<Record<string, unknown>> = constraint
  const texts = `constraints.kinds.${constraint.id}`
  const { order, ...numbers } = data
  if (typeof order === 'string') return say(`${texts}.${form}.${order}` as MessageKey<'constraints'>)
  if (constraint.id === 'predictedTime') return timeWords(constraint.limits, form, t)
  if ('min' in fields)
    return rangeWords(say(`${texts}.what` as MessageKey<'constraints'>), numbers, form, t, unitOf(fields['min']))
  const values = Object.entries(fields).map(([name, field]) => [
    name,
    boundText(numbers[name] as number, unitOf(field)),
  ])
  return say(`${texts}.${form}` as MessageKey<'constraints'>, Object.fromEntries(values) as MessageValues)
}

/** The kinds without fields. */
type PlainId = {
  [Id in ConstraintId]: keyof (typeof constraints)[Id]['fields'] extends never ? Id : never
}[ConstraintId]

/** A constraint without fields in a few words; undefined: its numbers or its order say it. */
export const shortWords = (constraint: Constraint, t: Translate<'constraints'>): string | undefined =>
  Object.keys(kindOf(constraint).fields).length === 0
    ? t(`constraints.kinds.${constraint.id as PlainId}.short`)
    : undefined

const unitOf = (field: ConstraintField | undefined) =>
  field?.kind === 'number' || field?.kind === 'bounds' ? field.unit : undefined

/** Limits of predicted times in words, one after the other. */
function timeWords(limits: readonly TimeLimit[], form: ConstraintForm, t: Translate<'constraints'>): string {
  const said = (ms: number | undefined) => (ms === undefined ? undefined : millisecondsText(ms))
  const words = limits.map(({ min, max, mode, batchSize: batch, device }) =>
    betweenWords(
      t(`constraints.kinds.predictedTime.what.${mode}`, { batch, device }),
      { low: said(min), high: said(max) },
      form,
      t,
    ),
  )
  return words.join(form === 'question' ? ' ' : '; ')
}

/** A range in words, such as "width of stage 4 between 32 and 96". At least one end must be given. */
export function rangeWords(
  what: string,
  { min, max }: Limits<Bounds>,
  form: ConstraintForm,
  t: Translate<'constraints'>,
  unit?: string,
): string {
  const low = min === undefined ? undefined : boundsText(min, 'min', unit)
  const high = max === undefined ? undefined : boundsText(max, 'max', unit)
  return betweenWords(what, { low, high }, form, t)
}

/** The same of ends that are said already. */
function betweenWords(
  what: string,
  { low, high }: { low: string | undefined; high: string | undefined },
  form: ConstraintForm,
  t: Translate<'constraints'>,
): string {
  const range =
    low === undefined
      ? t('constraints.ranges.upTo', { high: high ?? '' })
      : high === undefined
        ? t('constraints.ranges.from', { low })
        : t('constraints.ranges.between', { low, high })
  return t(`constraints.${form}`, { what, range })
}
