/**
 * `before` if it holds the same items in the same order as `next`, else `next`. For computed lists whose source changes
 * more often than their items: everything computed from the list is recomputed only when an item has changed.
 */
export function stableArray<T>(before: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  return before?.length === next.length && next.every((item, i) => item === before[i]) ? before : next
}
