import type { Change } from '#shared/contract/changes.ts'
import type { EventKind, ReadEventData } from '#shared/contract/events.ts'

/** A change of study 1 with this id, `id` seconds after 1970. */
export function change<K extends EventKind>(
  id: number,
  kind: K,
  data: ReadEventData<K> = {},
  more: Partial<Pick<Change, 'studyId' | 'runId' | 'at'>> = {},
): Change {
  return { ...{ id, kind, data, studyId: 1, runId: null, at: 1000 * id }, ...more } as Change
}
