/** A signal that aborts on Ctrl-C or SIGTERM. */
export interface Interruption {
  signal: AbortSignal
  /** Gives the signals back to the system. */
  release(): void
}

/** Listens for Ctrl-C and SIGTERM: the first says `message` and aborts, the second ends the program at once. */
export function interruption(message: string): Interruption {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    process.stderr.write(`\n${message}\n`)
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
