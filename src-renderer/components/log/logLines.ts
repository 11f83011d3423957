import type { Change } from '#shared/contract/changes.ts'
import type { RefinementStep } from '#shared/contract/refinements.ts'
import type { SpaceState } from '#shared/contract/spaces.ts'
import { testUseOf, type TestUse } from '#shared/contract/testUse.ts'
import { refinementSchema, type Refinement } from '#shared/refinement/steps/refinement.ts'
import { exclusionReason } from '#shared/sentences/exclusion.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { showingIn, type Log, type ShownKind } from './shownEvents.ts'

/** One line of a log: an event, or several consecutive ones combined. */
export interface LogLine {
  /** Id of the last of its events, as is `at`. */
  readonly id: number
  readonly kind: ShownKind
  readonly studyId: number
  readonly at: number
  /** Number of runs or networks concerned. */
  readonly count: number
  /** Name of the subject, or the text of a note. */
  readonly name: string
  /** The step that a refinement reached. */
  readonly step: RefinementStep | null
  /** The constraint of a refinement at that time. */
  readonly refinement: Refinement | null
  /** The decision on a refinement, or the new state of a space. */
  readonly decision: SpaceState | null
  /** The reason for a decision or exclusion as typed; for ended runs, the reason if it is the same for all of them. */
  readonly reason: Sentence | string | null
  /** Set for a note about test images. */
  readonly testUse: TestUse | null
}

/**
 * The events (newest first) as lines of a log, newest first. `spaceName` gives the name of a space if an event has only
 * its id. The log of the lab leaves out events of a study before its import, since they happened elsewhere.
 */
export function logLines(changes: readonly Change[], log: Log, spaceName?: (id: number) => string): LogLine[] {
  const lines: LogLine[] = []
  const imported = new Set<number>()
  for (const change of changes) {
    const showing = showingIn(log, change.kind)
    if (!showing || imported.has(change.studyId)) continue
    if (log === 'lab' && change.kind === 'studyImported') imported.add(change.studyId)
    const line = lineOf(change, spaceName)
    const last = lines.at(-1)
    const isOfLast = last !== undefined && last.kind === line.kind && last.studyId === line.studyId
    const isSameReason = isOfLast && JSON.stringify(last.reason) === JSON.stringify(line.reason)
    if (isOfLast && showing.grouped && (showing.grouped === 'all' || isSameReason)) {
      lines[lines.length - 1] = { ...last, count: last.count + 1, reason: isSameReason ? last.reason : null }
    } else if (line.kind !== 'note' || line.testUse !== null || line.name !== '') lines.push(line)
  }
  return lines
}

function lineOf(change: Change, spaceName: ((id: number) => string) | undefined): LogLine {
  const { id, studyId, at, data } = change
  const evidence = 'evidence' in data ? data.evidence : undefined
  const spaceId = 'spaceId' in data ? data.spaceId : undefined
  const name = 'name' in data ? data.name : 'title' in data ? data.title : 'text' in data ? data.text : undefined
  return {
    ...{ id, kind: change.kind as ShownKind, studyId, at },
    count: countOf(change),
    name: name ?? (spaceId === undefined ? undefined : spaceName?.(spaceId)) ?? '',
    step: ('step' in data && typeof data.step === 'string' ? data.step : null) ?? null,
    refinement: refinementSchema.safeParse(evidence?.['refinement']).data ?? null,
    decision: ('decision' in data ? data.decision : 'state' in data ? data.state : null) ?? null,
    reason: reasonOf(change),
    testUse: change.kind === 'note' ? testUseOf(change.data) : null,
  }
}

/** The reason for a change; null if none is given. */
function reasonOf(change: Change): LogLine['reason'] {
  if (change.kind === 'excluded') return exclusionReason(change.data.reason ?? '')
  return ('reason' in change.data && change.data.reason !== '' ? change.data.reason : null) ?? null
}

/** How many things the change of one event was about. */
function countOf(change: Change): number {
  if (change.kind === 'populationGrown' || change.kind === 'populationShrunk') return change.data.runs ?? 1
  if (change.kind === 'populationDecided') return change.data.count ?? 1
  if (change.kind === 'timesMeasured') return change.data.networks ?? 1
  return change.kind === 'timesRemoved' ? (change.data.times ?? 1) : 1
}
