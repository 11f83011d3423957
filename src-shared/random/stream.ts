import { philox4x32 } from './philox.ts'

/** Purposes of draws; two purposes never share numbers. The codes are stored with runs and must never be renumbered. */
const purposes = {
  sample: 1,
  weights: 2,
  order: 3,
  augmentation: 4,
  mixup: 5,
  split: 6,
  dataset: 7,
  bootstrap: 8,
  resample: 9,
  recipe: 10,
} as const
export type Purpose = keyof typeof purposes

/** A sequence of random numbers that is a pure function of (seed, purpose, a, b), without global state. */
export interface Stream {
  /** Uniform integer in [0, 2^32). */
  next(): number
  /** Uniform in [0, 1) with 53 random bits. */
  uniform(): number
  /** Uniform integer in [0, n), 1 <= n <= 2^32, free of modulo bias. */
  below(n: number): number
  /** Standard normal (Box-Muller). */
  normal(): number
}

/**
 * The stream of (seed, purpose, a, b). `seed` is an integer in [0, 2^53); `a` and `b` (for example epoch and index) are
 * integers in [0, 2^32). A stream yields 2^34 words. Throws RangeError for an invalid seed.
 */
export function stream(seed: number, purpose: Purpose, a = 0, b = 0): Stream {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`invalid seed: ${seed} (an integer in [0, 2^53))`)
  const words = new Uint32Array(4)
  const low = seed >>> 0
  const high = (((seed / 2 ** 32) >>> 0) | (purposes[purpose] << 21)) >>> 0
  let block = 0
  let used = 4
  const next = (): number => {
    if (used === 4) {
      philox4x32(words, block++, a, b, 0, low, high)
      used = 0
    }
    return words[used++]!
  }
  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992
  let spare: number | undefined
  return {
    next,
    uniform,
    below(n) {
      const limit = 4294967296 - (4294967296 % n)
      let x = next()
      while (x >= limit) x = next()
      return x % n
    },
    normal() {
      if (spare !== undefined) {
        const z = spare
        spare = undefined
        return z
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
      const angle = 2 * Math.PI * uniform()
      spare = radius * Math.sin(angle)
      return radius * Math.cos(angle)
    },
  }
}

/** The integers 0..n-1 in random order (Fisher-Yates shuffle). */
export function permutation(n: number, random: Stream): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const swap = order[i]!
    order[i] = order[j]!
    order[j] = swap
  }
  return order
}
