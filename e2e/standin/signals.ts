import { shutdownSignals } from '#main/hosts/electron/testing/rules.ts'

/**
 * Handles the termination signals as Electron does when it creates its message loop, after the script has run: earlier
 * handlers are dropped. The first signal quits, a second one of the kind kills. Handlers registered later take the
 * signal back.
 */
export function takeSignals(quit: () => void): void {
  for (const signal of shutdownSignals) {
    process.removeAllListeners(signal)
    const ours = () => {
      process.off(signal, ours)
      quit()
    }
    process.on(signal, ours)
    process.on('newListener', (event, listener) => {
      // Not before the new handler is registered: with its last listener Node stops handling a signal.
      if (event === signal && listener !== ours) process.nextTick(() => process.off(signal, ours))
    })
  }
}
