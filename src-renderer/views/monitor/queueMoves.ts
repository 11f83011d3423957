/**
 * Before which of the waiting runs one has to be put so that it stands `by` places further down (negative: up): null is
 * behind all; undefined: it stands there already.
 */
export function beforeAfterMove(order: readonly number[], runId: number, by: number): number | null | undefined {
  const from = order.indexOf(runId)
  const to = Math.max(0, Math.min(order.length - 1, from + by))
  if (from < 0 || to === from) return undefined
  const others = order.filter((id) => id !== runId)
  return others[to] ?? null
}

/** Before which run one stands now; null: it is the last. */
export function standsBefore(order: readonly number[], runId: number): number | null {
  return order[order.indexOf(runId) + 1] ?? null
}
