/** Deep equality of primitives, arrays, typed arrays and plain objects, as they are sent to workers. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => deepEqual(item, b[i]))
  const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  const names = Object.keys(one)
  return (
    Object.getPrototypeOf(a) === Object.getPrototypeOf(b) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && deepEqual(one[name], other[name]))
  )
}
