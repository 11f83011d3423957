import type { CurvedRun, RunOutline } from '#shared/contract/runs.ts'
import type { LabClient } from '#renderer/lab/client.ts'
import type { UndoStep } from '#renderer/stores/undo.ts'

/** What is asked: a reason, or null for runs that are to count again. */
interface Wanted {
  rows: readonly Pick<RunOutline, 'id' | 'exclusion'>[]
  reason: string | null
  /** What was done to so many runs. */
  text: (count: number) => string
}

/**
 * Excludes runs for a reason, or lets them count again; taken back, each has the reason that it had. Undefined where it
 * changes nothing.
 */
export function excluding(
  lab: LabClient,
  replace: (rows: readonly CurvedRun[]) => void,
  { rows, reason, text }: Wanted,
): UndoStep | undefined {
  const changed = rows.filter(({ exclusion }) => exclusion !== reason)
  if (changed.length === 0) return undefined
  const set = async (runIds: number[], to: string | null) => replace(await lab.runs.exclude({ runIds, reason: to }))
  const idsOf = (some: Wanted['rows']) => some.map(({ id }) => id)
  const before = Map.groupBy(changed, ({ exclusion }) => exclusion)
  return {
    text: text(changed.length),
    redo: () => set(idsOf(changed), reason),
    undo: async () => {
      for (const [exclusion, some] of before) await set(idsOf(some), exclusion)
    },
  }
}
