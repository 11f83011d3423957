import type { CurvedRun, RunOutline } from '#shared/contract/runs.ts'
import type { LabClient } from '#renderer/lab/client.ts'
import { replacing, type UndoStep } from '#renderer/stores/undo.ts'

/** The request: a reason, or null for runs that count again. */
interface Wanted {
  rows: readonly Pick<RunOutline, 'id' | 'exclusion'>[]
  reason: string | null
  /** The text of the undo step for this number of runs. */
  text: (count: number) => string
}

/**
 * Excludes runs for a reason, or includes them again; undo restores the previous reason of each. Both are refused if
 * somebody else has changed the reason of one of them meanwhile. Undefined if nothing would change.
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
