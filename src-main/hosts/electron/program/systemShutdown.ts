import { app, powerMonitor } from 'electron'
import { onEndSignal } from '#main/hosts/process/signals.ts'

/**
 * Lets `close` pause training and quit the program whenever the end is not requested by a user who can be asked: on a
 * signal, or when the system shuts down (windows themselves ask Windows to wait). Call it once Electron is ready, not
 * earlier.
 */
export function endInGoodOrder(close: () => void): void {
  // Electron replaces handlers installed before it was ready (InstallShutdownSignalHandlers, called by
  // ElectronBrowserMainParts::PostCreateMainMessageLoop); its own handlers ask the user and make the next signal fatal.
  onEndSignal(close, {
    on: (signal, listener) => process.on(signal, listener),
    off: (signal, listener) => process.off(signal, listener),
    exit: (code) => app.exit(code),
    now: () => performance.now(),
  })
  // Linux is asked to delay its shutdown only for listeners added after powerMonitor's first one
  // (lib/browser/api/power-monitor.ts counts 'shutdown' listeners before adding that).
  powerMonitor.on('resume', () => undefined)
  // The event is missing in Electron's declarations; preventing it makes the system wait until the program has quit.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    close()
  })
}
