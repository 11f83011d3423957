/** Keys under which logs and drafts name rows, by the table that the rows are of. */
const tables = {
  spaceId: 'spaces',
  refinedSpaceId: 'spaces',
  parentId: 'spaces',
  populationId: 'populations',
  populationIds: 'populations',
} as const

/** For each table, the new id of an old one; undefined: there is none. */
export type NewIds = Record<(typeof tables)[keyof typeof tables], (id: number) => number | undefined>

/** JSON in which the ids of rows are replaced, however deep they stand; those without a new id become null. */
export function replaceIds<T>(value: T, ids: NewIds): T {
  const replaced = (key: string, id: unknown): unknown => {
    const table = tables[key as keyof typeof tables] as keyof NewIds | undefined
    if (table === undefined) return walk(id)
    if (Array.isArray(id)) return id.flatMap((one) => (typeof one === 'number' ? (ids[table](one) ?? []) : []))
    return typeof id === 'number' ? (ids[table](id) ?? null) : id
  }
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, replaced(key, inner)]))
  }
  return walk(value) as T
}
