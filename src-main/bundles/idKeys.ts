/** The keys that refer to rows in logs and drafts, with the table they refer to. */
const tables = {
  spaceId: 'spaces',
  refinedSpaceId: 'spaces',
  parentId: 'spaces',
  populationId: 'populations',
  populationIds: 'populations',
} as const

/** For each table, maps an old id to the new one; undefined if there is none. */
export type NewIds = Record<(typeof tables)[keyof typeof tables], (id: number) => number | undefined>

/** JSON with row ids replaced at any depth; ids without a replacement become null. */
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
