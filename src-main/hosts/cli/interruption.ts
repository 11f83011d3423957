import { exitCodeOf, onEndSignal } from '#main/hosts/process/signals.ts'

/** An abort signal for termination signals. */
export interface Interruption {
  signal: AbortSignal
  /** The exit code for this case. */
  readonly exitCode: number
  /** Stops handling the signals. */
  release(): void
}

/** Handles termination signals: the first prints `message` and aborts, the second ends the program at once. */
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
