import { dialog } from 'electron'
import { resolve } from 'node:path'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { BenchWindow } from './benchWindow.ts'
import { pick } from './dialogFolders.ts'
import { requireFolder } from './labFolder.ts'
import type { Texts } from './texts.ts'
import { isTraining } from './trainingManners.ts'

/** What is needed to go to another lab. */
export interface SwitchingLab {
  texts: Texts
  window: BenchWindow | undefined
  /** The folder of the lab that is open. */
  open: string
  /** What trains there; undefined: no lab answers. */
  status: QueueStatus | undefined
}

/** The folder that the user picks for a lab; undefined: none. */
export function pickLab(window: BenchWindow | undefined, texts: Texts): Promise<string | undefined> {
  return pick(window?.window, 'labs', {
    title: texts.pickLab,
    buttonLabel: texts.openLab,
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  })
}

/**
 * The folder of the lab to go to: `folder`, or the one that the user picks. Undefined: the user stays, or it is the one that
 * is open. Throws SentenceError where there is no such folder.
 */
export async function labToGoTo(
  folder: string | undefined,
  { texts, window, open, status }: SwitchingLab,
): Promise<string | undefined> {
  const picked = folder ?? (await pickLab(window, texts))
  if (picked === undefined || resolve(picked) === resolve(open)) return undefined
  requireFolder(picked)
  return !status || !isTraining(status) || (await mayPause(status, texts)) ? picked : undefined
}

async function mayPause({ active, runs }: QueueStatus, texts: Texts): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: texts.quitTraining(active.length, runs.queued),
    detail: texts.quitTrainingText,
    buttons: [texts.pauseAndSwitch, texts.cancel],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}
