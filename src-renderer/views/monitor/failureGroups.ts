import type { RunCourse } from '#shared/contract/runs.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import { isDropped } from '#shared/sentences/exclusion.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** Runs that ended without an error value, with the same status and reason. */
export interface FailureGroup {
  readonly status: RunStatus
  /** As reported by the trainer; null if unknown. */
  readonly reason: Sentence | null
  readonly runIds: readonly number[]
}

const ended: readonly RunStatus[] = ['failed', 'diverged', 'interrupted', 'cancelled']

/** Groups the unfinished runs, but for those that were dropped early, by cause: failures first, within a status the largest group first. */
export function failureGroups(rows: readonly RunCourse[]): FailureGroup[] {
  const groups = Map.groupBy(
    rows.filter(({ status, exclusion }) => ended.includes(status) && !isDropped(exclusion)),
    ({ status, reason }) => `${status} ${cause(reason)}`,
  )
  return [...groups.values()]
    .map((group) => ({ status: group[0]!.status, reason: group[0]!.reason, runIds: group.map(({ id }) => id) }))
    .sort((a, b) => ended.indexOf(a.status) - ended.indexOf(b.status) || b.runIds.length - a.runIds.length)
}

/** The reason without its numbers, which differ from run to run. */
function cause(reason: Sentence | null): string {
  return JSON.stringify(reason).replace(/\d+(\.\d+)?/g, '#')
}
