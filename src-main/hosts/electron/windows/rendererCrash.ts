import { dialog, type BrowserWindow } from 'electron'
import { recordCrash } from '../program/crashLog.ts'
import type { Texts } from '../texts/texts.ts'

/** A page that crashes again within this time might do so forever. */
const tooSoonMs = 10_000

/** Watches a window's page: reloads it after a crash, and asks the user whether to wait if it hangs. */
export function watchRenderer(window: BrowserWindow, texts: () => Texts): void {
  const { webContents } = window
  let lastCrash = -Infinity
  /** Set while the user is asked about a hanging page; aborting it closes the question. */
  let hanging: AbortController | undefined
  let isEnded = false
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    hanging?.abort()
    if (reason === 'clean-exit') return
    // The page was killed below, which is no crash; it is reloaded there.
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
    // Emitted repeatedly while it hangs.
    if (hanging) return
    hanging = new AbortController()
    const { signal } = hanging
    void ask(texts().t('desktop.pageHangs'), [texts().t('desktop.wait'), texts().t('desktop.reload')], signal).then(
      (answer) => {
        hanging = undefined
        if (answer !== 1 || signal.aborted) return
        // A reload would wait for the hanging page.
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
