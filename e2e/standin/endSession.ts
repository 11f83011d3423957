import { newEvent } from './event.ts'
import { BrowserWindow } from './windows.ts'

/** The user's session ends, as Windows tells it; true: the program asked to wait. Otherwise it is no more when this returns. */
export function endSession(): boolean {
  const reasons = ['shutdown']
  const asks = (window: BrowserWindow) => {
    const event = newEvent({ reasons })
    window.emit('query-session-end', event)
    return event.defaultPrevented
  }
  if (BrowserWindow.getAllWindows().some(asks)) return true
  for (const window of BrowserWindow.getAllWindows()) window.emit('session-end', newEvent({ reasons }))
  // Nothing that a handler has begun comes to its end.
  process.kill(process.pid, 'SIGKILL')
  return false
}
