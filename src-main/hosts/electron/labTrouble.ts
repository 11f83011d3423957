import { dialog } from 'electron'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { openCrashLog } from './crashLog.ts'
import type { Texts } from './texts.ts'

const shownLines = 6

/** Tells why there is no lab; whether to try again. */
export async function askToRetry(said: Sentence, texts: Texts): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: texts.labFault,
    detail: texts.said(said),
    buttons: [texts.retry, texts.quit],
  })
  return response === 0
}

/** Tells that the lab keeps ending, with the last lines of what it said; whether to wait for it, which is started again. */
export async function askToWait(errorText: string, texts: Texts): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: texts.labKeepsEnding,
    detail: errorText.trim().split('\n').slice(-shownLines).join('\n'),
    buttons: [texts.wait, texts.crashes, texts.quit],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) openCrashLog()
  return response !== 2
}
