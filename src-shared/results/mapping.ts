import { z } from 'zod'
import { limits } from '#shared/schema/limits.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { roleIds, type RoleId } from './roles.ts'
import type { ResultTable } from './resultTable.ts'

/** How a column of errors counts: errors or accuracies, in percent or as shares from 0 to 1. */
export const errorUnits = ['percent', 'share', 'accuracyPercent', 'accuracyShare'] as const
export type ErrorUnit = (typeof errorUnits)[number]

const word = z.string().max(limits.word)

/** Where a meaning comes from: columns (several: one per stage), or one value for all rows. */
const sourceSchema = z.union([
  z.strictObject({ columns: z.array(word).min(1).max(limits.stages) }),
  z.strictObject({ value: z.union([word, z.number()]) }),
])
export type Source = z.infer<typeof sourceSchema>

/** What the columns of a file mean. Stored with what was brought in. */
export const mappingSchema = z.strictObject({
  sources: z.partialRecord(z.enum(roleIds), sourceSchema),
  unit: z.enum(errorUnits),
})
export type Mapping = z.infer<typeof mappingSchema>

/**
 * The mapping with changes written as `role=column,column` or, for a value that holds for all rows, `role:=value`; an
 * empty column removes the role. Also `unit=share` and the like. Throws ValueError naming the unknown role or column.
 */
export function changedMapping(mapping: Mapping, changes: readonly string[], { columns }: ResultTable): Mapping {
  let sources: Mapping['sources'] = { ...mapping.sources }
  let { unit } = mapping
  for (const change of changes) {
    const [, name = '', constant, given = ''] = /^([^:=]*)(:?)=(.*)$/s.exec(change) ?? []
    if (name === 'unit') {
      unit = oneOf(errorUnits, given)
      continue
    }
    const role = oneOf(roleIds, name === '' ? change : name)
    if (constant === ':')
      sources[role] = { value: given.trim() !== '' && Number.isFinite(Number(given)) ? Number(given) : given }
    else if (given === '') sources = without(sources, role)
    else sources[role] = { columns: columnsOf(given, columns) }
  }
  return { sources, unit }
}

const without = (sources: Mapping['sources'], role: RoleId): Mapping['sources'] =>
  Object.fromEntries(Object.entries(sources).filter(([id]) => id !== role))

/** One column whose name may have commas, or several. */
function columnsOf(given: string, known: readonly string[]): string[] {
  return known.includes(given) ? [given] : given.split(',').map((name) => oneOf(known, name.trim()))
}

function oneOf<T extends string>(known: readonly T[], name: string): T {
  const found = known.find((one) => one === name)
  if (found !== undefined) return found
  throw new ValueError(sentence('nameNotKnown', { name, hint: suggestion(name, known) }))
}
