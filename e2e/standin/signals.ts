import { shutdownSignals } from '#main/hosts/electron/testing/rules.ts'

/**
 * Takes the signals that end a program, as Electron does when its message loop is made, after the script has run: what the
 * script had registered hears nothing more. The first one quits, a second one of the kind kills. What is registered from
 * then on takes the signal back.
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
      // Not before the other is there: Node stops listening to the system with the last listener of a signal.
      if (event === signal && listener !== ours) process.nextTick(() => process.off(signal, ours))
    })
  }
}
