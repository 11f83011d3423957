import type { BrowserWindow } from 'electron'

/** Which way through the screens that a window has shown. */
export type Way = 'back' | 'forward'

/** Shows the screen before or after, if there is one. */
export function goThroughVisited({ webContents: { navigationHistory } }: BrowserWindow, way: Way): void {
  if (way === 'back' && navigationHistory.canGoBack()) navigationHistory.goBack()
  if (way === 'forward' && navigationHistory.canGoForward()) navigationHistory.goForward()
}

/**
 * Goes back and forward by keys of keyboards that have such, and by swiping on macOS. Buttons of a mouse are left alone:
 * Chromium goes by them itself, in every page on Windows and Linux, and would go twice.
 */
export function followVisitedKeys(window: BrowserWindow): void {
  const go = (ways: Readonly<Record<string, Way>>, asked: string) => {
    const way = ways[asked]
    if (way) goThroughVisited(window, way)
  }
  // On Linux this event is a mouse's as well, which Chromium goes by: there the keys are asked themselves.
  if (process.platform === 'win32')
    window.on('app-command', (_event, command) =>
      go({ 'browser-backward': 'back', 'browser-forward': 'forward' }, command),
    )
  if (process.platform === 'linux')
    window.webContents.on('before-input-event', (_event, { type, key }) => {
      if (type === 'keyDown') go({ BrowserBack: 'back', BrowserForward: 'forward' }, key)
    })
  // The page before lies on the left.
  window.on('swipe', (_event, direction) => go({ left: 'back', right: 'forward' }, direction))
}
