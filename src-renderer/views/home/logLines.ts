import type { Change } from '#shared/contract/changes.ts'
import { testUseOf, type TestUse } from '#renderer/lib/testUse.ts'

/** Kinds of changes that are told, with whether those of several runs are told as one. Texts: home.changes. */
export const toldKinds = {
  studyCreated: false,
  studyImported: false,
  studyRenamed: false,
  studyTrashed: false,
  studyRestored: false,
  spaceAdded: false,
  spaceDecided: false,
  populationAdded: false,
  populationGrown: false,
  populationShrunk: false,
  refinementBegun: false,
  refinementDecided: false,
  reportAdded: false,
  datasetAdded: false,
  note: false,
  finished: true,
  diverged: true,
  failed: true,
  crashed: true,
  paused: true,
  interrupted: true,
  cancelled: true,
} as const
export type ToldKind = keyof typeof toldKinds

export interface LogLine {
  readonly id: number
  readonly kind: ToldKind
  readonly studyId: number
  /** Name or text that came with the change. */
  readonly name: string
  /** Of a note that tells of test images. */
  readonly testUse: TestUse | null
  /** How many changes it tells of. */
  readonly count: number
  /** Of the last of them. */
  readonly at: number
}

/**
 * The changes (newest first) as lines, newest first: the same thing happening to many runs in a row is one line. What
 * happened to a study before it was imported did not happen here, and is left out.
 */
export function logLines(changes: readonly Change[]): LogLine[] {
  const lines: LogLine[] = []
  const imported = new Set<number>()
  for (const { id, studyId, kind, data, at } of changes) {
    if (!isTold(kind) || imported.has(studyId)) continue
    if (kind === 'studyImported') imported.add(studyId)
    const last = lines.at(-1)
    if (last && toldKinds[kind] && last.kind === kind && last.studyId === studyId) {
      lines[lines.length - 1] = { ...last, count: last.count + 1 }
    } else {
      const name = [data['name'], data['text']].find((text) => typeof text === 'string') ?? ''
      const testUse = kind === 'note' ? testUseOf(data) : null
      // Notes of the bench to itself have no text.
      if (kind === 'note' && !testUse && name === '') continue
      lines.push({ id, kind, studyId, name, testUse, count: 1, at })
    }
  }
  return lines
}

function isTold(kind: string): kind is ToldKind {
  return kind in toldKinds
}
