import { dialog, type BrowserWindow } from 'electron'
import { recordCrash } from './crashLog.ts'
import type { Texts } from './texts.ts'

/** A page that crashes again so soon would go on for ever. */
const tooSoonMs = 10_000

/** Looks after a window's page: one that crashed is loaded again, one that hangs is the user's to wait for. */
export function watchPage(window: BrowserWindow, texts: Texts): void {
  const { webContents } = window
  let lastCrash = -Infinity
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    recordCrash('window', { reason, exitCode })
    const isRepeated = Date.now() - lastCrash < tooSoonMs
    lastCrash = Date.now()
    if (!isRepeated) webContents.reload()
    else void ask(texts.pageCrashed, [texts.reload, texts.close]).then(close)
  })
  window.on('unresponsive', () => {
    void ask(texts.pageHangs, [texts.wait, texts.reload]).then((answer) => {
      if (answer === 1) webContents.reload()
    })
  })

  async function ask(message: string, buttons: string[]): Promise<number> {
    return (await dialog.showMessageBox(window, { type: 'warning', message, buttons, defaultId: 0 })).response
  }
  function close(answer: number): void {
    if (answer === 0) webContents.reload()
    else window.close()
  }
}
