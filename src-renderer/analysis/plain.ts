import { toRaw } from 'vue'

/** The same data without Vue proxies, which cannot be cloned; data without any is returned itself, not copied. */
export function plain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  const raw = toRaw(value)
  if (Array.isArray(raw)) {
    const items = raw as unknown[]
    const changed = items.some((item) => plain(item) !== item)
    return (changed ? items.map(plain) : items) as T
  }
  if (Object.getPrototypeOf(raw) !== Object.prototype) return raw
  const entries = Object.entries(raw)
  const changed = entries.some(([, item]) => plain(item) !== item)
  return changed ? (Object.fromEntries(entries.map(([name, item]) => [name, plain(item)])) as T) : raw
}
