import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { designSpaceSchema, regimeSchema, type DesignSpace, type Regime } from './designSpace.ts'

/** The design space described by a plain object (parsed JSON or YAML). Throws ValueError. */
export function parseDesignSpace(input: unknown): DesignSpace {
  return parseStrictly(designSpaceSchema, input, sentence('designSpace'))
}

/** The regime described by a plain object. Throws ValueError. */
export function parseRegime(input: unknown): Regime {
  return parseStrictly(regimeSchema, input, 'regime')
}
