import type { CurvedRun, RunOutline } from '#shared/contract/runs.ts'
import type { LabClient } from '#renderer/lab/client.ts'
import { replacing, type UndoStep } from '#renderer/stores/undo.ts'

/** What is asked: a reason, or null for runs that are to count again. */
interface Wanted {
  rows: readonly Pick<RunOutline, 'id' | 'exclusion'>[]
  reason: string | null
  /** What was done to so many runs. */
  text: (count: number) => string
}

/**
 * Excludes runs for a reason, or lets them count again; taken back, each has the reason that it had. Either is refused where
 * somebody else has given one of them another since. Undefined where it changes nothing.
 */
export function excluding(
  lab: LabClient,
  replace: (rows: readonly CurvedRun[]) => void,
  { rows, reason, text }: Wanted,
): UndoStep | undefined {
  const changed = rows.filter(({ exclusion }) => exclusion !== reason)
  if (changed.length === 0) return undefined
  const before = changed.map(({ exclusion }) => exclusion)
  const after = changed.map(() => reason)
  const put = async (to: typeof before, basedOn: typeof before) => {
    const runs = changed.map(({ id }, i) => ({ id, reason: to[i]!, basedOn: basedOn[i]! }))
    replace(await lab.runs.exclude({ runs }))
    return to
  }
  return { text: text(changed.length), ...replacing(before, after, put) }
}
