import { constraintIds, kindOf, type ConstraintId } from '#shared/designspaces/constraints/constraints.ts'
import { publishedTime } from '#shared/designspaces/constraints/timeLimits.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import {
  drawnSizeIds,
  refinementSchema,
  type DrawnSizeId,
  type Refinement,
} from '#shared/refinement/steps/refinement.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { messageOf, sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'

type OwnKind = ConstraintId | `range:${DrawnSizeId}`
export type OwnLabel = 'order' | 'stage' | 'source' | 'low' | 'high'
/** A constraint as typed; typed values are kept when the kind changes. `source`: a TimeSource as JSON; empty: the published one. */
export type OwnTyped = { kind: OwnKind } & Record<OwnLabel, string>

/** The kinds that apply to the space: constraints, and ranges of the sizes it draws. */
export function ownKinds({ parameters }: DesignSpace): OwnKind[] {
  const applying = constraintIds.filter((id) => (kindOf({ id }).only ?? parameters.kind) === parameters.kind)
  const drawn = drawnSizeIds.filter((size) => (parameters as Partial<Record<string, unknown>>)[size] !== undefined)
  return [...applying, ...drawn.map((size) => `range:${size}` as const)]
}

export const emptyOwn = (): OwnTyped => ({
  kind: 'totalDepthRange',
  order: 'nonDecreasing',
  stage: '',
  source: '',
  low: '',
  high: '',
})

const sizeOf = (kind: OwnKind) => (kind.startsWith('range:') ? kind.slice('range:'.length) : undefined)

/** The fields of a kind: label, and name in the constraint's data. */
export function fieldsOf(kind: OwnKind): { readonly label: OwnLabel; readonly name: string }[] {
  if (sizeOf(kind)) return (['stage', 'low', 'high'] as const).map((label) => ({ label, name: label }))
  const { fields } = kindOf({ id: kind as ConstraintId })
  return Object.entries(fields).flatMap(([name, field]): { label: OwnLabel; name: string }[] => {
    if (field.kind === 'times') return (['source', 'low', 'high'] as const).map((label) => ({ label, name: label }))
    return [{ label: field.kind === 'order' ? 'order' : field.end, name }]
  })
}

/** The refinement described by the typed values, or the reason why there is none. */
export function readOwn(space: DesignSpace, typed: OwnTyped): { refinement?: Refinement; fault?: Sentence } {
  const fields = fieldsOf(typed.kind)
  const numberAt = (end: 'low' | 'high') =>
    fields.some(({ label }) => label === end) ? numberOf(typed[end]) : undefined
  const [low, high] = [numberAt('low'), numberAt('high')]
  if (Number.isNaN(low) || Number.isNaN(high)) return { fault: typedFault(Number.isNaN(low) ? typed.low : typed.high) }
  if (fields.some(({ label }) => label === 'high') && low === undefined && high === undefined)
    return { fault: sentence('noEnds') }
  if (low !== undefined && high !== undefined && low > high) return { fault: sentence('endsSwapped') }
  const source = fields.some(({ label }) => label === 'source')
    ? typed.source || JSON.stringify(publishedTime)
    : undefined
  const values = { order: typed.order, source, stage: numberOf(typed.stage), low, high }
  const data = Object.fromEntries(
    fields.flatMap(({ label, name }) => (values[label] === undefined ? [] : [[name, values[label]]])),
  ) as object
  const size = sizeOf(typed.kind)
  const given = size
    ? { kind: 'range', size, ...data }
    : { kind: 'constraint', constraint: { id: typed.kind, ...(source ? timesData(source, low, high) : data) } }
  const parsed = refinementSchema.safeParse(given)
  if (!parsed.success) return { fault: faultsOf(parsed.error.issues, given)[0]!.said }
  try {
    const { id, name } = space
    refineSpace(space, parsed.data, { id, name })
    return { refinement: parsed.data }
  } catch (error) {
    return { fault: messageOf(error) }
  }
}

/** The data of one limit of the time that a source predicts. */
const timesData = (source: string, min: number | undefined, max: number | undefined) => ({
  limits: [{ ...(JSON.parse(source) as object), ...(min !== undefined && { min }), ...(max !== undefined && { max }) }],
})

/** Undefined for an empty field, NaN for text that is not a number. */
function numberOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : (typedNumber(text, 'F') ?? NaN)
}
