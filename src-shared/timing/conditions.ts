import type { TimingConditions } from './timing.ts'

/** The conditions as JSON with its keys in one order: equal conditions are equal texts. Stored: never change it. */
export function conditionsKey(conditions: TimingConditions): string {
  const { mode, batchSize, provider, plan, device, driver, threads, onnxruntime } = conditions
  return JSON.stringify({ mode, batchSize, provider, plan, device, driver, threads, onnxruntime })
}

/** Times of equal conditions, which alone compare. */
export interface TimeGroup<Timed> {
  readonly key: string
  readonly conditions: TimingConditions
  readonly times: readonly Timed[]
}

/** Times by their conditions: inference first, then by provider, device and batch size. */
export function byConditions<Timed extends { readonly conditions: TimingConditions }>(
  times: readonly Timed[],
): TimeGroup<Timed>[] {
  const groups = Map.groupBy(times, ({ conditions }) => conditionsKey(conditions))
  return Array.from(groups, ([key, members]) => ({ key, conditions: members[0]!.conditions, times: members })).sort(
    ({ conditions: a, key: one }, { conditions: b, key: other }) =>
      order(a.mode, b.mode) ||
      order(a.provider, b.provider) ||
      order(a.device, b.device) ||
      a.batchSize - b.batchSize ||
      order(one, other),
  )
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
