import type { Change } from '#shared/contract/changes.ts'
import { refinementSchema, type Refinement } from '#shared/refinement/refinement.ts'
import { isSentence, type Sentence } from '#shared/sentences/sentence.ts'

/** Kinds of changes that belong to the design of spaces, with whether those of several runs are told as one. */
const toldKinds = {
  studyCreated: false,
  studyImported: false,
  spaceAdded: false,
  spaceChanged: false,
  spaceTrashed: false,
  spaceRestored: false,
  populationAdded: false,
  populationGrown: false,
  populationTrashed: false,
  populationRestored: false,
  finished: true,
  diverged: true,
  refinementBegun: false,
  refinementStep: false,
  refinementDecided: false,
  refinementRemoved: false,
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
  readonly step: string | null
  /** What was asked of the space by then. */
  readonly asked: Refinement | null
  readonly decision: string | null
  /** Why it was decided, as it was written, or why a run diverged. */
  readonly reason: Sentence | string | null
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
    if (last && toldKinds[kind] && last.kind === kind) {
      entries[entries.length - 1] = { ...last, count: last.count + 1 }
      continue
    }
    const evidence = isRecord(data['evidence']) ? data['evidence'] : {}
    const asked = refinementSchema.safeParse(evidence['refinement'])
    const spaceId = typeof data['spaceId'] === 'number' ? data['spaceId'] : undefined
    entries.push({
      ...{ id, kind, at, count: 1 },
      name: textOf(data['name']) ?? (spaceId === undefined ? '' : spaceName(spaceId)),
      refinementId: typeof data['refinementId'] === 'number' ? data['refinementId'] : null,
      step: textOf(data['step']) ?? null,
      asked: asked.success ? asked.data : null,
      decision: textOf(data['decision']) ?? null,
      reason: isSentence(data['reason']) ? data['reason'] : (textOf(data['reason']) ?? null),
    })
  }
  return entries
}

function isTold(kind: string): kind is ToldKind {
  return kind in toldKinds
}
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
