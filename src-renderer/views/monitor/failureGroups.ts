import type { RunCourse } from '#shared/contract/runs.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** Runs that ended without an error, alike in how and why. */
export interface FailureGroup {
  readonly status: RunStatus
  /** As the trainer told it; null: no reason is known. */
  readonly reason: Sentence | null
  readonly runIds: readonly number[]
}

const ended: readonly RunStatus[] = ['failed', 'diverged', 'interrupted', 'cancelled']

/** The runs that did not finish by cause, failures first, the largest group of each kind first. */
export function failureGroups(rows: readonly RunCourse[]): FailureGroup[] {
  const groups = Map.groupBy(
    rows.filter(({ status }) => ended.includes(status)),
    ({ status, reason }) => `${status} ${cause(reason)}`,
  )
  return [...groups.values()]
    .map((group) => ({ status: group[0]!.status, reason: group[0]!.reason, runIds: group.map(({ id }) => id) }))
    .sort((a, b) => ended.indexOf(a.status) - ended.indexOf(b.status) || b.runIds.length - a.runIds.length)
}

/** The reason without the numbers that differ from run to run. */
function cause(reason: Sentence | null): string {
  return JSON.stringify(reason).replace(/\d+(\.\d+)?/g, '#')
}
