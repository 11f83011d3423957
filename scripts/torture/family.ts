import type { Random } from './random.ts'

/** A promise was broken; the message says how. */
export class Broken extends Error {
  override name = 'Broken'
}

/** The environment of a trial. */
export interface Tools {
  /** An empty folder for the trial, removed afterwards. */
  folder: string
  /** Files prepared once for all trials. */
  fixtures: string
  random: Random
  /** Number of calls or files to try. */
  parts: number
  /** Records the current part of the trial, for the report if it never ends. */
  at: (part: number) => void
}

/** Trials of one promise. */
export interface Family {
  id: string
  /** In the user's words. */
  promise: string
  /** Number of trials at full share. */
  trials: number
  /** Calls or files per trial; default 1. */
  parts?: number
  /** A trial that takes longer counts as broken. */
  limitMs: number
  /** What a trial tests, if its number does not say. */
  called?: (trial: number) => string
  /** Why it cannot run on this machine. */
  unavailable?: () => string | undefined
  /** Note in the table. */
  note?: string
  /** Rejects, with Broken or any other error, if the promise is broken. */
  run: (trial: number, tools: Tools) => Promise<void> | void
}

/** Throws Broken unless `holds`. */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Broken(otherwise)
}

/** The first line of an error message, with its name and code. */
export function described(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`
  const code = 'code' in error ? ` [${String(error.code)}]` : ''
  const [line = ''] = error.message.split('\n')
  return error instanceof Broken ? line : `${error.name}${code}: ${line}`
}
