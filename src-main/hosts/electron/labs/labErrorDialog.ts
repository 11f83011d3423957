import { dialog } from 'electron'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { openCrashLog } from '../program/crashLog.ts'
import type { Texts } from '../texts/texts.ts'

const shownLines = 6

export type FaultAnswer = 'retry' | 'newLab' | 'otherLab' | 'usualLab' | 'quit'

/**
 * Tells why there is no lab and asks what to do: to try again, to open another or, where it is another than the `usual`
 * one, that. Where files of others are in the way, a lab can be made beside them.
 */
export async function askAboutFault(said: Sentence, isUsual: boolean, texts: Texts): Promise<FaultAnswer> {
  const isOfOthers = said.key === 'folderOfOthers'
  const answers: readonly FaultAnswer[] = [
    'retry',
    ...(isOfOthers ? (['newLab'] as const) : []),
    'otherLab',
    ...(isUsual ? [] : (['usualLab'] as const)),
    'quit',
  ]
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: texts.t('desktop.labFault'),
    detail: isOfOthers ? `${texts.said(said)}\n\n${texts.t('desktop.newLabText')}` : texts.said(said),
    buttons: answers.map((answer) => texts.t(`desktop.${answer}`)),
    defaultId: 0,
    cancelId: answers.length - 1,
  })
  return answers[response] ?? 'quit'
}

/** Tells that the lab keeps ending, with the last lines of what it said; whether to wait for it, which is started again. */
export async function askToWait(errorText: string, texts: Texts): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: texts.t('desktop.labKeepsEnding'),
    detail: errorText.trim().split('\n').slice(-shownLines).join('\n'),
    buttons: [texts.t('desktop.wait'), texts.t('desktop.crashes'), texts.t('desktop.quit')],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) openCrashLog()
  return response !== 2
}
