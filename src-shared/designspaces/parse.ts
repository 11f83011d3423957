import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { designSpaceSchema, regimeSchema, type DesignSpace, type Regime } from './designSpace.ts'

/** The design space that a plain object (parsed JSON or YAML) describes. Throws ValueError. */
export function parseDesignSpace(input: unknown): DesignSpace {
  return parseStrictly(designSpaceSchema, input, sentence('designSpace'))
}

/** The regime that a plain object describes. Throws ValueError. */
export function parseRegime(input: unknown): Regime {
  return parseStrictly(regimeSchema, input, 'regime')
}
