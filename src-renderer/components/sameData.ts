/** Whether two values are equal throughout: primitives, arrays and plain objects of such, as they are sent to workers. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameData(item, b[i]))
  const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  const names = Object.keys(one)
  return (
    Object.getPrototypeOf(a) === Object.getPrototypeOf(b) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && sameData(one[name], other[name]))
  )
}
