import type { Random } from './random.ts'

/** A promise was not kept; the message says how. */
export class Broken extends Error {
  override name = 'Broken'
}

/** What a trial works with. */
export interface Tools {
  /** An empty folder of the trial's own, removed after it. */
  folder: string
  /** What was prepared once for all trials. */
  fixtures: string
  random: Random
  /** How many calls or files to try. */
  parts: number
  /** Writes down which part of the trial is under way: what is told of one that never ends. */
  at: (part: number) => void
}

/** Trials of one promise. */
export interface Family {
  id: string
  /** As a user would put it. */
  promise: string
  /** At full share. */
  trials: number
  /** How many calls or files one trial tries; default 1. */
  parts?: number
  /** A trial that takes longer is broken. */
  limitMs: number
  /** What a trial tries, where its number does not say it. */
  called?: (trial: number) => string
  /** Why it cannot be tried on this machine. */
  obstacle?: () => string | undefined
  /** What the table says of it. */
  note?: string
  /** Rejects with Broken, or with anything, where the promise is not kept. */
  run: (trial: number, tools: Tools) => Promise<void> | void
}

/** Throws Broken unless `holds`. */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Broken(otherwise)
}

/** The first line of what an error says, with its name and code. */
export function described(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`
  const code = 'code' in error ? ` [${String(error.code)}]` : ''
  const [line = ''] = error.message.split('\n')
  return error instanceof Broken ? line : `${error.name}${code}: ${line}`
}
