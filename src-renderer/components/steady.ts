/**
 * `next`, or `before` where both hold the same items in the same order. For a computed list whose source changes more
 * often than its items do: what follows from it is computed, drawn and asked of workers only when an item has changed.
 */
export function steady<T>(before: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  return before?.length === next.length && next.every((item, i) => item === before[i]) ? before : next
}
