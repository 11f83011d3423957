import { exitCodeOf, onEndSignal } from '#main/hosts/process/signals.ts'

/** A signal that aborts when the program is told to end. */
export interface Interruption {
  signal: AbortSignal
  /** What the program then ends with. */
  readonly exitCode: number
  /** Gives the signals back to the system. */
  release(): void
}

/** Listens for signals to end: the first says `message` and aborts, the second ends the program at once. */
export function interruption(message: string): Interruption {
  const controller = new AbortController()
  let exitCode = 0
  const release = onEndSignal((signal) => {
    exitCode = exitCodeOf(signal)
    process.stderr.write(`\n${message}\n`)
    controller.abort()
  })
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode
    },
    release,
  }
}
