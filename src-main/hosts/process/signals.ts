import { constants } from 'node:os'

/** What asks a program to end: Ctrl-C, a service manager, a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type EndSignal = (typeof signals)[number]

/** One act of the user's can arrive several times: from the terminal, and handed on by npm and by the shell between. */
const sameActMs = 500

/** The exit code of a program that a signal has ended, as shells tell it. */
export const exitCodeOf = (signal: EndSignal): number => 128 + constants.signals[signal]

export interface SignalSurroundings {
  on(signal: EndSignal, listener: (signal: EndSignal) => void): unknown
  off(signal: EndSignal, listener: (signal: EndSignal) => void): unknown
  exit(code: number): void
  /** Milliseconds of a clock that nobody sets. */
  now(): number
}

const thisProcess: SignalSurroundings = {
  on: (signal, listener) => process.on(signal, listener),
  off: (signal, listener) => process.off(signal, listener),
  exit: (code) => process.exit(code),
  now: () => performance.now(),
}

/**
 * Calls `stop` at the first signal to end, for an end in good order; another that comes later than one act would explain
 * ends the process at once. Gives the signals back to the system when the function that is returned is called.
 */
export function onEndSignal(stop: (signal: EndSignal) => void, around = thisProcess): () => void {
  let stoppedAt: number | undefined
  const obey = (signal: EndSignal) => {
    if (stoppedAt === undefined) {
      stoppedAt = around.now()
      stop(signal)
    } else if (around.now() - stoppedAt > sameActMs) around.exit(exitCodeOf(signal))
  }
  for (const signal of signals) around.on(signal, obey)
  return () => {
    for (const signal of signals) around.off(signal, obey)
  }
}
