import { app, dialog, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { cancelledRequests } from '../windows/hardening.ts'
import type { Texts } from '../texts/texts.ts'

/** Facts in the about box that Electron does not know. */
export interface AboutFacts {
  texts: Texts
  /** Version of onnxruntime, reported by the lab; undefined if no lab has answered yet. */
  onnxruntime: string | undefined
}

/**
 * Shows the versions of the program's components, its licence and the number of blocked requests to other machines.
 * Returns whether the user wants to read the licences of all bundled components.
 */
export async function showAbout(window: BrowserWindow, { texts, onnxruntime }: AboutFacts): Promise<boolean> {
  const { electron, chrome, node } = process.versions
  const lines = [
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    ...(onnxruntime === undefined ? [] : [`onnxruntime ${onnxruntime}`]),
    texts.t('desktop.stoppedRequests', { count: cancelledRequests() }),
    texts.t('desktop.licence'),
  ]
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: texts.t('desktop.about'),
    message: `${app.name} ${app.getVersion()}`,
    detail: lines.join('\n'),
    buttons: [texts.t('desktop.close'), texts.t('desktop.licences')],
    defaultId: 0,
    cancelId: 0,
    icon: join(app.getAppPath(), 'resources/icons/icon.png'),
  })
  return response === 1
}
