/**
 * The entry before which to put `key` to move it `by` places down (negative: up), clamped to the ends. Null: at the end;
 * undefined: it is already there.
 */
export function beforeAfterMove<Key>(order: readonly Key[], key: Key, by: number): Key | null | undefined {
  const from = order.indexOf(key)
  const to = Math.max(0, Math.min(order.length - 1, from + by))
  if (from < 0 || to === from) return undefined
  const others = order.filter((other) => other !== key)
  return others[to] ?? null
}

/** The entry after `key`; null if it is the last. */
export function standsBefore<Key>(order: readonly Key[], key: Key): Key | null {
  return order[order.indexOf(key) + 1] ?? null
}
