import type { Change } from '#shared/contract/changes.ts'
import { refinementSteps, type RefinementStep } from '#shared/contract/refinements.ts'
import { spaceStates } from '#shared/contract/spaces.ts'
import { testUseOf, type TestUse } from '#renderer/components/testUse.ts'
import { refinementSchema, type Refinement } from '#shared/refinement/steps/refinement.ts'
import { isSentence, type Sentence } from '#shared/sentences/sentence.ts'

/** Kinds of changes that belong to the design of spaces, with whether those of several runs are told as one. */
const toldKinds = {
  studyCreated: false,
  studyImported: false,
  studyRenamed: false,
  spaceAdded: false,
  spaceChanged: false,
  spaceDecided: false,
  spaceTrashed: false,
  spaceRestored: false,
  populationAdded: false,
  populationGrown: false,
  populationShrunk: false,
  populationTrashed: false,
  populationRestored: false,
  finished: true,
  diverged: true,
  failed: true,
  excluded: true,
  included: true,
  refinementBegun: false,
  refinementStep: false,
  refinementDecided: false,
  refinementRemoved: false,
  note: false,
} as const
export type ToldKind = keyof typeof toldKinds

/** One line of the log that a researcher reads. */
export interface LogEntry {
  readonly id: number
  readonly kind: ToldKind
  /** Of the last change that it tells of. */
  readonly at: number
  readonly count: number
  readonly name: string
  readonly refinementId: number | null
  /** The step that a refinement came to. */
  readonly step: RefinementStep | null
  /** What was asked of the space by then. */
  readonly asked: Refinement | null
  /** Of a refinement, or the state that a space was given. */
  readonly decision: 'accepted' | 'rejected' | 'draft' | null
  /** Why it was decided, as it was written; why runs diverged, failed or were excluded, where that is one for all of them. */
  readonly reason: Sentence | string | null
  /** Of a note that tells of test images. */
  readonly testUse: TestUse | null
}

/**
 * The changes (newest first) as lines, newest first. Runs that end one after another are one line; `spaceName` gives the
 * name of a space where the change carries its id alone.
 */
export function studyLog(changes: readonly Change[], spaceName: (id: number) => string): LogEntry[] {
  const entries: LogEntry[] = []
  for (const { id, kind, data, at } of changes) {
    if (!isTold(kind)) continue
    const last = entries.at(-1)
    const reason = reasonOf(data)
    const isSameReason = last !== undefined && isDeepEqual(last.reason, reason)
    if (last && toldKinds[kind] && last.kind === kind && (kind !== 'excluded' || isSameReason)) {
      entries[entries.length - 1] = { ...last, count: last.count + 1, reason: isSameReason ? reason : null }
      continue
    }
    const testUse = kind === 'note' ? testUseOf(data) : null
    const name = textOf(data['name']) ?? (kind === 'note' ? textOf(data['text']) : undefined)
    // Notes of the bench to itself have no text.
    if (kind === 'note' && !testUse && name === undefined) continue
    const evidence = isRecord(data['evidence']) ? data['evidence'] : {}
    const asked = refinementSchema.safeParse(evidence['refinement'])
    const spaceId = typeof data['spaceId'] === 'number' ? data['spaceId'] : undefined
    entries.push({
      ...{ id, kind, at, count: isResized(kind) ? Number(data['runs']) : 1 },
      name: name ?? (spaceId === undefined ? '' : spaceName(spaceId)),
      refinementId: typeof data['refinementId'] === 'number' ? data['refinementId'] : null,
      step: refinementSteps.find((step) => step === data['step']) ?? null,
      asked: asked.success ? asked.data : null,
      decision: spaceStates.find((state) => state === (data['decision'] ?? data['state'])) ?? null,
      ...{ reason, testUse },
    })
  }
  return entries
}

const reasonOf = ({ reason }: Change['data']): LogEntry['reason'] =>
  isSentence(reason) ? reason : (textOf(reason) ?? null)
const isDeepEqual = (a: LogEntry['reason'], b: LogEntry['reason']) => JSON.stringify(a) === JSON.stringify(b)

/** Whether a change tells of as many networks as it says. */
const isResized = (kind: ToldKind) => kind === 'populationGrown' || kind === 'populationShrunk'

function isTold(kind: string): kind is ToldKind {
  return kind in toldKinds
}
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
