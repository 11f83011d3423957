import { dialog } from 'electron'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { Texts } from '../texts/texts.ts'
import { isTraining } from '../system/powerAndTaskbar.ts'

/** What to do when the user wants to quit. */
export type QuitAnswer = 'quit' | 'finishFirst' | 'stay'

const answers: readonly QuitAnswer[] = ['quit', 'finishFirst', 'stay']

/** Asks what to do with the networks in training; asks nothing if there are none. */
export async function confirmQuit(status: QueueStatus | undefined, texts: Texts): Promise<QuitAnswer> {
  if (!status || !isTraining(status)) return 'quit'
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: texts.t('desktop.quitTraining', { running: status.active.length, waiting: status.runs.queued }),
    detail: texts.t('desktop.quitTrainingText'),
    buttons: [texts.t('desktop.pauseAndQuit'), texts.t('desktop.finishFirst'), texts.t('desktop.cancel')],
    defaultId: 0,
    cancelId: 2,
  })
  return answers[response] ?? 'stay'
}
