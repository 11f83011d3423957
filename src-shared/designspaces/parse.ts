import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { designSpaceSchema, regimeSchema, type DesignSpace, type Regime } from './designSpace.ts'

/** The design space that a plain object (parsed JSON or YAML) describes. Throws RangeError with a sentence. */
export function parseDesignSpace(input: unknown): DesignSpace {
  return parseStrictly(designSpaceSchema, input, 'design space')
}

/** The regime that a plain object describes. Throws RangeError with a sentence. */
export function parseRegime(input: unknown): Regime {
  return parseStrictly(regimeSchema, input, 'regime')
}
