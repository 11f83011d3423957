import { designSpaceSchema, type DesignSpace } from '#shared/designspaces/designSpace.ts'
import { strictFaults } from '#shared/schema/parseStrictly.ts'

/** A definition that was read, or what is wrong with it. */
export type DefinitionReading =
  | {
      readonly definition: DesignSpace
      readonly faults: Readonly<Record<string, never>>
      readonly sentence?: undefined
    }
  | {
      readonly definition?: undefined
      /** What is wrong by place (`name`, `parameters.depth`, `constraints.0.max`), to stand beside its field. */
      readonly faults: Readonly<Record<string, string>>
      /** All of it in one sentence. */
      readonly sentence: string
    }

/** The design space that `input` describes, or its faults. */
export function readDefinition(input: unknown): DefinitionReading {
  const result = designSpaceSchema.safeParse(input)
  if (result.success) return { definition: result.data, faults: {} }
  const faults: Record<string, string> = {}
  for (const { path, text } of strictFaults(designSpaceSchema, input)) faults[path.join('.')] ??= text
  const sentence = Object.entries(faults)
    .map(([place, text]) => `${place} ${text}`.trim())
    .join('; ')
  return { faults, sentence }
}

/** The fault at a place or anywhere inside it. */
export function faultAt(faults: Readonly<Record<string, string>>, place: string): string | undefined {
  const key = Object.keys(faults).find((path) => path === place || path.startsWith(`${place}.`))
  return key === undefined ? undefined : faults[key]
}
