import { dialog } from 'electron'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { openCrashLog } from '../program/crashLog.ts'
import type { Texts } from '../texts/texts.ts'

const shownLines = 6

export type FaultAnswer = 'retry' | 'newLab' | 'otherLab' | 'usualLab' | 'quit'

/**
 * Explains why no lab could be opened and asks what to do: retry, open another lab or, if this is not the default one
 * (`isUsual`), the default. If the folder has other files, a lab may also be created beside them.
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

/** Says that the lab keeps crashing, with the last lines of its output. Returns whether to wait for it to restart. */
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
