/** What a row is sorted by; null, NaN and '' mean that it has no value. */
export type SortKey = number | string | null

/** The rows sorted stably by a key; those without a value come last in either direction. */
export function sortedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => SortKey, descending: boolean): Row[] {
  const keys = rows.map((row) => {
    const key = keyOf(row)
    return key === null || Number.isNaN(key) ? '' : key
  })
  const indices = rows.map((_, i) => i)
  const sign = descending ? -1 : 1
  indices.sort((a, b) => {
    const [first, second] = [keys[a]!, keys[b]!]
    if (first === second) return a - b
    if (first === '') return 1
    if (second === '') return -1
    return (first < second ? -1 : 1) * sign
  })
  return indices.map((i) => rows[i]!)
}
