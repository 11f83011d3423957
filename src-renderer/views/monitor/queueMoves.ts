/**
 * The run before which to put `runId` to move it `by` places down (negative: up). Null: at the end; undefined: it is
 * already there.
 */
export function beforeAfterMove(order: readonly number[], runId: number, by: number): number | null | undefined {
  const from = order.indexOf(runId)
  const to = Math.max(0, Math.min(order.length - 1, from + by))
  if (from < 0 || to === from) return undefined
  const others = order.filter((id) => id !== runId)
  return others[to] ?? null
}

/** Id of the next run in the queue; null if last. */
export function standsBefore(order: readonly number[], runId: number): number | null {
  return order[order.indexOf(runId) + 1] ?? null
}
