import type { RunOutline } from '#shared/contract/runs.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'

/** The counted runs sorted by error, best first; ties by position in the sample. */
export function ranked<Row extends RunOutline>(rows: readonly Row[]): Row[] {
  return rows.filter(isCounted).sort((a, b) => a.errorPercent - b.errorPercent || a.position - b.position)
}

export interface RankedPlace {
  /** From 1; undefined if the run does not count. */
  readonly rank: number | undefined
  readonly better: RunOutline | undefined
  readonly worse: RunOutline | undefined
}

/** The rank of a run in its population, and its neighbours by error. */
export function placeOf(rows: readonly RunOutline[], runId: number): RankedPlace {
  const order = ranked(rows)
  const index = order.findIndex(({ id }) => id === runId)
  if (index < 0) return { rank: undefined, better: undefined, worse: order[0] }
  return { rank: index + 1, better: order[index - 1], worse: order[index + 1] }
}
