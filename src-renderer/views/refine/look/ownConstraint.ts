import { constraintIds, constraints, type ConstraintId } from '#shared/designspaces/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { drawnSizeIds, refinementSchema, type DrawnSizeId, type Refinement } from '#shared/refinement/refinement.ts'
import { refineSpace } from '#shared/refinement/refineSpace.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { saidBy, sentence, type Sentence } from '#shared/sentences/sentence.ts'

export type OwnField = 'order' | 'stage' | 'low' | 'high'
type OwnKind = ConstraintId | `range:${DrawnSizeId}`
/** A constraint as it is typed. */
export type OwnTyped = { kind: OwnKind } & Record<OwnField, string>

/** What one can ask of the space: constraints that apply to it, and ranges of what it draws. */
export function ownKinds({ parameters }: DesignSpace): OwnKind[] {
  const rules: Record<ConstraintId, { only?: string }> = constraints
  const applying = constraintIds.filter((id) => (rules[id].only ?? parameters.kind) === parameters.kind)
  const drawn = drawnSizeIds.filter((size) => (parameters as Partial<Record<string, unknown>>)[size] !== undefined)
  return [...applying, ...drawn.map((size) => `range:${size}` as const)]
}

export const emptyOwn = (): OwnTyped => ({
  kind: 'totalDepthRange',
  order: 'nonDecreasing',
  stage: '',
  low: '',
  high: '',
})

const withoutFields: readonly OwnKind[] = ['sharedBottleneckRatio', 'sharedGroupWidth', 'initialWidthEqualsSlope']

/** What is asked for a kind. */
export function fieldsOf(kind: OwnKind): OwnField[] {
  if (withoutFields.includes(kind)) return []
  if (kind === 'widthOrder' || kind === 'depthOrder') return ['order']
  if (kind === 'quantizedLinearWidths') return ['high']
  return kind.startsWith('range:') ? ['stage', 'low', 'high'] : ['low', 'high']
}

/** The refinement that was typed, or why there is none. */
export function readOwn(space: DesignSpace, typed: OwnTyped): { refinement?: Refinement; fault?: Sentence } {
  const fields = fieldsOf(typed.kind)
  const [low, high] = (['low', 'high'] as const).map((side) =>
    fields.includes(side) ? numberOf(typed[side]) : undefined,
  )
  if (Number.isNaN(low) || Number.isNaN(high)) return { fault: sentence('notNumber') }
  if (fields.includes('high') && low === undefined && high === undefined) return { fault: sentence('noEnds') }
  if (low !== undefined && high !== undefined && low > high) return { fault: sentence('endsSwapped') }
  const given = asData(typed, low, high)
  const parsed = refinementSchema.safeParse(given)
  if (!parsed.success) return { fault: faultsOf(parsed.error.issues, given)[0]!.said }
  try {
    const { id, name } = space
    refineSpace(space, parsed.data, { id, name })
    return { refinement: parsed.data }
  } catch (error) {
    return { fault: saidBy(error) }
  }
}

function asData({ kind, order, stage }: OwnTyped, low: number | undefined, high: number | undefined): unknown {
  if (kind.startsWith('range:'))
    return {
      kind: 'range',
      size: kind.slice('range:'.length),
      ...(stage !== '' && { stage: Number(stage) }),
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
    }
  const limits = { ...(low !== undefined && { min: low }), ...(high !== undefined && { max: high }) }
  const own: Partial<Record<OwnKind, object>> = {
    widthOrder: { order },
    depthOrder: { order },
    quantizedLinearWidths: { maxFitError: high },
  }
  return { kind: 'constraint', constraint: { id: kind, ...(own[kind] ?? limits) } }
}

/** Undefined for an empty field, NaN for what is no number. */
function numberOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text)
}
