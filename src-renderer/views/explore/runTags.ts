import type { LabClient } from '#renderer/lab/client.ts'
import type { CurvedRun, RunRow } from '#shared/contract/runs.ts'
import type { UndoStep } from '#renderer/stores/undo.ts'

type Replace = (rows: readonly CurvedRun[]) => void

/** Adds a tag to runs or removes it; undo affects only the runs that changed. Undefined if nothing would change. */
export function tagging(
  lab: LabClient,
  replace: Replace,
  { rows, tag, has, text }: { rows: readonly RunRow[]; tag: string; has: boolean; text: (count: number) => string },
): UndoStep | undefined {
  const runIds = rows.filter((row) => row.tags.includes(tag) !== has).map(({ id }) => id)
  if (runIds.length === 0) return undefined
  const set = (present: boolean) => async () => {
    replace(await lab.runs.tag({ runIds, add: present ? [tag] : [], remove: present ? [] : [tag] }))
  }
  return { text: text(runIds.length), redo: set(has), undo: set(!has) }
}
