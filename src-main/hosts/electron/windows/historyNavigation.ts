import type { BrowserWindow } from 'electron'

/** A direction in the window's history of screens. */
export type Way = 'back' | 'forward'

/** Shows the previous or next screen, if there is one. */
export function goThroughVisited({ webContents: { navigationHistory } }: BrowserWindow, way: Way): void {
  if (way === 'back' && navigationHistory.canGoBack()) navigationHistory.goBack()
  if (way === 'forward' && navigationHistory.canGoForward()) navigationHistory.goForward()
}

/**
 * Navigates back and forward by the browser keys of keyboards, and by swipes on macOS. Mouse buttons are ignored:
 * Chromium handles them itself, in every page on Windows and Linux, and would navigate twice.
 */
export function followVisitedKeys(window: BrowserWindow): void {
  const go = (ways: Readonly<Record<string, Way>>, command: string) => {
    const way = ways[command]
    if (way) goThroughVisited(window, way)
  }
  // On Linux this event is also emitted for mouse buttons, which Chromium handles, so the keys are read directly.
  if (process.platform === 'win32')
    window.on('app-command', (_event, command) =>
      go({ 'browser-backward': 'back', 'browser-forward': 'forward' }, command),
    )
  if (process.platform === 'linux')
    window.webContents.on('before-input-event', (_event, { type, key }) => {
      if (type === 'keyDown') go({ BrowserBack: 'back', BrowserForward: 'forward' }, key)
    })
  // The previous page is on the left.
  window.on('swipe', (_event, direction) => go({ left: 'back', right: 'forward' }, direction))
}
