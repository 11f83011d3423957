import { designSpaceSchema, type DesignSpace } from '#shared/designspaces/designSpace.ts'
import { faultsOf, withPath, type Fault } from '#shared/schema/parseStrictly.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** Faults by path (`name`, `parameters.depth`, `constraints.0.max`). */
export type DefinitionFaults = Readonly<Record<string, Fault>>

/** A definition that was read, or its faults. */
export interface DefinitionReading {
  readonly definition?: DesignSpace
  readonly faults: DefinitionFaults
}

/** Reads the design space that `input` describes, or reports its faults. */
export function readDefinition(input: unknown): DefinitionReading {
  const { data, error } = designSpaceSchema.safeParse(input)
  if (data) return { definition: data, faults: {} }
  const faults: Record<string, Fault> = {}
  for (const fault of faultsOf(error.issues, input, designSpaceSchema)) faults[fault.path.join('.')] ??= fault
  return { faults }
}

/** The message of the fault at a path or inside it, as shown beside a field. */
export function faultAt(faults: DefinitionFaults, place: string): Sentence | undefined {
  return Object.entries(faults).find(([path]) => path === place || path.startsWith(`${place}.`))?.[1].said
}

/** The first fault outside the paths that have a field, with its path. */
export function faultElsewhere(faults: DefinitionFaults, fields: readonly string[]): Sentence | undefined {
  const found = Object.values(faults).find(({ path }) => !fields.includes(String(path[0])))
  return found && withPath(found)
}
