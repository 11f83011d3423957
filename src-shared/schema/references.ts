import { z } from 'zod'

/** Tables whose rows JSON elsewhere names by their ids. */
export type Referred = 'spaces' | 'populations' | 'refinements' | 'runs'

/** For each table, the new id of an old one; undefined: there is none. */
export type NewIds = Readonly<Record<Referred, (id: number) => number | undefined>>

const references = z.registry<{ table: Referred }>()

/** The id of a row of `table`. The mark is what replaceRefs goes by; it holds within lists, objects and wrappers. */
export const ref = (table: Referred) => z.int().min(1).register(references, { table })

/**
 * `value` with the ids that `schema` marks replaced; one without a new id becomes null, or is left out of a list. Nothing
 * else is changed, and nothing is checked: keys that the schema does not know stay as they are.
 */
export function replaceRefs(schema: z.core.$ZodType, value: unknown, ids: NewIds): unknown {
  const table = references.get(schema)?.table
  if (table !== undefined) return typeof value === 'number' ? (ids[table](value) ?? null) : value
  if (schema instanceof z.ZodArray) {
    if (!Array.isArray(value)) return value
    const replaced = value.map((one) => replaceRefs(schema.element, one, ids))
    return replaced.filter((one, i) => one !== null || value[i] === null)
  }
  if (schema instanceof z.ZodObject) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const fields = Object.entries(value as Record<string, unknown>).map(([key, inner]) => {
      const field = schema.shape[key] as z.core.$ZodType | undefined
      return [key, field === undefined ? inner : replaceRefs(field, inner, ids)]
    })
    return Object.fromEntries(fields)
  }
  const isWrapper = schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodCatch
  return isWrapper ? replaceRefs(schema.unwrap(), value, ids) : value
}
