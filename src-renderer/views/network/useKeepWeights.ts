import { useAction, type Action } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useRunChanges } from '#renderer/stores/runChanges.ts'

/** The action that keeps the weights of a run, which trains it again if there are none; then calls `changed`. */
export function useKeepWeights(runId: () => number, changed: () => void): Action<[]> {
  const lab = useLabClient()
  const runs = useRunChanges()
  return useAction(async () => {
    runs.replace([await lab.runs.keepWeights({ id: runId() })])
    changed()
  })
}
