import { designSpaceSchema, type DesignSpace } from '#shared/designspaces/designSpace.ts'
import { faultsOf, placed, type Fault } from '#shared/schema/parseStrictly.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** What is wrong by place (`name`, `parameters.depth`, `constraints.0.max`). */
export type DefinitionFaults = Readonly<Record<string, Fault>>

/** A definition that was read, or what is wrong with it. */
export interface DefinitionReading {
  readonly definition?: DesignSpace
  readonly faults: DefinitionFaults
}

/** The design space that `input` describes, or its faults. */
export function readDefinition(input: unknown): DefinitionReading {
  const { data, error } = designSpaceSchema.safeParse(input)
  if (data) return { definition: data, faults: {} }
  const faults: Record<string, Fault> = {}
  for (const fault of faultsOf(error.issues, input, designSpaceSchema)) faults[fault.path.join('.')] ??= fault
  return { faults }
}

/** The fault at a place or anywhere inside it, as it stands beside a field. */
export function faultAt(faults: DefinitionFaults, place: string): Sentence | undefined {
  return Object.entries(faults).find(([path]) => path === place || path.startsWith(`${place}.`))?.[1].said
}

/** The first fault outside the places that have a field, with its place. */
export function faultElsewhere(faults: DefinitionFaults, fields: readonly string[]): Sentence | undefined {
  const found = Object.values(faults).find(({ path }) => !fields.includes(String(path[0])))
  return found && placed(found)
}
