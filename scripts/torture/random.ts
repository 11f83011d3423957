import { createHash } from 'node:crypto'
import { stream } from '#shared/random/stream.ts'

/** Random choices of one trial, determined by seed, family and trial. */
export interface Random {
  /** An integer in [0, n). */
  below: (n: number) => number
  /** An integer in [low, high]. */
  between: (low: number, high: number) => number
  uniform: () => number
  chance: (share: number) => boolean
  pick: <T>(list: readonly T[]) => T
  bytes: (count: number) => Buffer
  text: (alphabet: string, length: number) => string
}

export function randomOf(seed: number, family: string, trial: number): Random {
  const digest = createHash('sha256').update(`${seed} ${family} ${trial}`).digest()
  const numbers = stream(digest.readUIntBE(0, 6), 'sample', trial)
  const below = (n: number) => numbers.below(n)
  const uniform = () => numbers.uniform()
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  return {
    below,
    uniform,
    pick,
    between: (low, high) => low + below(high - low + 1),
    chance: (share) => uniform() < share,
    bytes: (count) => Buffer.from(Uint8Array.from({ length: count }, () => numbers.next() & 255)),
    text: (alphabet, length) => Array.from({ length }, () => pick(Array.from(alphabet))).join(''),
  }
}
