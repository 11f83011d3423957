import { z } from 'zod'

/** Tables whose rows are referred to by id in JSON. */
export type Referred = 'spaces' | 'populations' | 'refinements' | 'runs'

/** For each table, maps an old id to the new one; undefined if there is none. */
export type NewIds = Readonly<Record<Referred, (id: number) => number | undefined>>

const references = z.registry<{ table: Referred }>()

/**
 * The schema of an id of a row in `table`. It is marked for replaceRefs, which finds it inside lists, objects and
 * wrappers.
 */
export const ref = (table: Referred) => z.int().min(1).register(references, { table })

/**
 * `value` with the ids marked in `schema` replaced. An id without a replacement becomes null, or is dropped from a
 * list. Everything else stays, including unknown keys; nothing is validated.
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
