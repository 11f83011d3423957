import { constants } from 'node:os'

/** Signals that ask a program to end: Ctrl-C, a service manager, a closed terminal. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type EndSignal = (typeof signals)[number]

/** One user action can arrive several times: from the terminal, and forwarded by npm and the shell in between. */
const sameActMs = 500

/** The exit code of a program ended by a signal, as in shells. */
export const exitCodeOf = (signal: EndSignal): number => 128 + constants.signals[signal]

export interface SignalSurroundings {
  on(signal: EndSignal, listener: (signal: EndSignal) => void): unknown
  off(signal: EndSignal, listener: (signal: EndSignal) => void): unknown
  exit(code: number): void
  /** Milliseconds of a clock that cannot be set. */
  now(): number
}

const thisProcess: SignalSurroundings = {
  on: (signal, listener) => process.on(signal, listener),
  off: (signal, listener) => process.off(signal, listener),
  exit: (code) => process.exit(code),
  now: () => performance.now(),
}

/**
 * Calls `stop` on the first termination signal, for an orderly end; another one too late to be part of the same action
 * ends the process at once. The returned function stops handling the signals.
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
