import type { RunAction } from '#shared/contract/runs.ts'
import type { RunScope } from '#shared/contract/scope.ts'
import { useText } from '#renderer/i18n/texts.ts'
import { useAction } from '#renderer/composables/useAction.ts'
import { useLabClient } from '#renderer/lab/useLabClient.ts'
import { useLabConnection } from '#renderer/stores/labConnection.ts'
import { useRunChanges } from '#renderer/stores/runChanges.ts'
import { useUndo } from '#renderer/stores/undo.ts'

/** The action that undoes each action, for the runs it affected. */
const inverses = {
  pauseNow: 'resume',
  pauseAfterEpoch: 'resume',
  resume: 'pauseNow',
  cancel: 'retry',
  retry: 'cancel',
  startOver: 'cancel',
} as const satisfies Record<RunAction, RunAction>

/** Pausing, resuming, cancelling and retraining runs, each with undo. */
export function useRunActions() {
  const { t } = useText()
  const lab = useLabClient()
  const connection = useLabConnection()
  const runs = useRunChanges()
  const undo = useUndo()

  async function act(scope: RunScope, action: RunAction): Promise<number[]> {
    const { runIds } = await lab.runs.act({ scope, action })
    // Show the result at once; later changes arrive with the stream.
    const [rows] = await Promise.all([lab.runs.rows({ runIds: runIds.slice(0, 5000) }), connection.refreshQueue()])
    runs.replace(rows)
    return runIds
  }

  return useAction(async (scope: RunScope, action: RunAction) => {
    let moved: number[] = []
    await undo.perform({
      text: t(`monitor.done.${action}`),
      redo: async () => (moved = await act(scope, action)),
      undo: async () => moved.length > 0 && (await act({ runIds: moved }, inverses[action])),
    })
  })
}
