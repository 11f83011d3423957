import type { Constraint } from '#shared/designspaces/constraints/constraints.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { Distribution } from '#shared/random/distributions.ts'
import { drawnSizeIds, type DrawnSizeId } from './refinement.ts'

export interface Change<T> {
  readonly from: T
  readonly to: T
}

/** The differences between a space and the one it refines; empty lists where nothing changed. */
export interface RefinementDescription {
  /** A change of kind, such as AnyNet to RegNet; `ranges` then covers only the parameters that both have. */
  readonly kind: Change<DesignSpace['parameters']['kind']> | null
  readonly added: readonly Constraint[]
  readonly removed: readonly Constraint[]
  /** Constraints of the same id with other numbers. */
  readonly changed: readonly Change<Constraint>[]
  /** Distributions per size and stage (from 1; null: one for all stages); undefined if there is none. */
  readonly ranges: readonly ({ readonly size: DrawnSizeId; readonly stage: number | null } & Change<
    Distribution | undefined
  >)[]
  /** Settings shared by all networks of the space: block, stem, strides and so on. */
  readonly settings: readonly ({ readonly key: SettingKey } & Change<DesignSpace[SettingKey]>)[]
}

const settingKeys = [
  'stem',
  'stemWidth',
  'block',
  'seRatio',
  'activation',
  'headWidth',
  'bnEpsilon',
  'strides',
  'kernels',
] as const satisfies readonly (keyof DesignSpace)[]
export type SettingKey = (typeof settingKeys)[number]

/** The differences between two spaces as data, ignoring names and ids. */
export function describeRefinement(parent: DesignSpace, child: DesignSpace): RefinementDescription {
  const before = new Map(parent.constraints.map((constraint) => [constraint.id, constraint]))
  const after = new Map(child.constraints.map((constraint) => [constraint.id, constraint]))
  const kind = { from: parent.parameters.kind, to: child.parameters.kind }
  return {
    kind: kind.from === kind.to ? null : kind,
    added: child.constraints.filter(({ id }) => !before.has(id)),
    removed: parent.constraints.filter(({ id }) => !after.has(id)),
    changed: child.constraints.flatMap((to) => {
      const from = before.get(to.id)
      return from && !equal(from, to) ? [{ from, to }] : []
    }),
    ranges: drawnSizeIds.flatMap((size) => rangeChanges(parent, child, size)),
    settings: settingKeys.flatMap((key) =>
      equal(parent[key], child[key]) ? [] : [{ key, from: parent[key], to: child[key] }],
    ),
  }
}

function rangeChanges(parent: DesignSpace, child: DesignSpace, size: DrawnSizeId): RefinementDescription['ranges'] {
  const [from, to] = [drawn(parent, size), drawn(child, size)]
  if (equal(from, to)) return []
  if (!Array.isArray(from) && !Array.isArray(to)) return [{ size, stage: null, from, to }]
  const stages = Math.max(parent.strides.length, child.strides.length)
  return Array.from({ length: stages }, (_, i) => ({ size, stage: i + 1, from: at(from, i), to: at(to, i) })).filter(
    (change) => !equal(change.from, change.to),
  )
}

function drawn({ parameters }: DesignSpace, size: DrawnSizeId): Distribution | Distribution[] | undefined {
  const sizes: Partial<Record<string, unknown>> = parameters
  return sizes[size] as Distribution | Distribution[] | undefined
}

function at(entry: Distribution | Distribution[] | undefined, stage: number): Distribution | undefined {
  return Array.isArray(entry) ? entry[stage] : entry
}

/** Deep equality of plain data, ignoring key order. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}
