import { dialog, type BrowserWindow } from 'electron'
import { recordCrash } from '../program/crashLog.ts'
import type { Texts } from '../texts/texts.ts'

/** A page that crashes again so soon would go on for ever. */
const tooSoonMs = 10_000

/** Looks after a window's page: one that crashed is loaded again, one that hangs is the user's to wait for. */
export function watchRenderer(window: BrowserWindow, texts: () => Texts): void {
  const { webContents } = window
  let lastCrash = -Infinity
  /** Set while the user is asked about a page that hangs; ends the question. */
  let hanging: AbortController | undefined
  let isEnded = false
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    hanging?.abort()
    if (reason === 'clean-exit') return
    // One that was ended below is no crash, and is loaded anew there.
    if (isEnded) {
      isEnded = false
      return
    }
    recordCrash('window', { reason, exitCode })
    const isRepeated = Date.now() - lastCrash < tooSoonMs
    lastCrash = Date.now()
    if (!isRepeated) webContents.reload()
    else
      void ask(texts().t('desktop.pageCrashed'), [texts().t('desktop.reload'), texts().t('desktop.close')]).then(close)
  })
  window.on('unresponsive', () => {
    // Said again and again while it hangs.
    if (hanging) return
    hanging = new AbortController()
    const { signal } = hanging
    void ask(texts().t('desktop.pageHangs'), [texts().t('desktop.wait'), texts().t('desktop.reload')], signal).then(
      (answer) => {
        hanging = undefined
        if (answer !== 1 || signal.aborted) return
        // Loading a page that hangs would wait for it.
        isEnded = true
        webContents.forcefullyCrashRenderer()
        webContents.reload()
      },
    )
  })
  window.on('responsive', () => hanging?.abort())

  async function ask(message: string, buttons: string[], signal?: AbortSignal): Promise<number> {
    const question = { type: 'warning' as const, message, buttons, defaultId: 0, cancelId: 0 }
    return (await dialog.showMessageBox(window, { ...question, ...(signal && { signal }) })).response
  }
  function close(answer: number): void {
    if (answer === 0) webContents.reload()
    else window.close()
  }
}
