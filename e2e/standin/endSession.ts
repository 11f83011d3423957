import { newEvent } from './event.ts'
import { BrowserWindow } from './windows.ts'

/**
 * Ends the user's session as Windows announces it. Returns true if the program asked to wait; otherwise the process is
 * killed.
 */
export function endSession(): boolean {
  const reasons = ['shutdown']
  const asks = (window: BrowserWindow) => {
    const event = newEvent({ reasons })
    window.emit('query-session-end', event)
    return event.defaultPrevented
  }
  if (BrowserWindow.getAllWindows().some(asks)) return true
  for (const window of BrowserWindow.getAllWindows()) window.emit('session-end', newEvent({ reasons }))
  // Unfinished work of handlers is lost.
  process.kill(process.pid, 'SIGKILL')
  return false
}
