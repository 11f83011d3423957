import { app, powerMonitor } from 'electron'
import { onEndSignal } from '#main/hosts/process/signals.ts'

/**
 * Lets `close` pause what trains and end the program whenever the end comes from elsewhere than a user who can be asked:
 * by a signal, or because the system shuts down (each window asks Windows to wait). Call it once Electron is ready, no sooner.
 */
export function endInGoodOrder(close: () => void): void {
  // Electron puts its own handlers in the place of those from before it was ready (InstallShutdownSignalHandlers, called
  // by ElectronBrowserMainParts::PostCreateMainMessageLoop); its own ask the user and make the next signal deadly.
  onEndSignal(close, {
    on: (signal, listener) => process.on(signal, listener),
    off: (signal, listener) => process.off(signal, listener),
    exit: (code) => app.exit(code),
    now: () => performance.now(),
  })
  // Linux asks the system for time to shut down only for listeners that are added after powerMonitor's first one
  // (lib/browser/api/power-monitor.ts counts those of 'shutdown' before the first is there).
  powerMonitor.on('resume', () => undefined)
  // The event is missing in Electron's declarations: by it the system waits until the program has ended.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    close()
  })
}
