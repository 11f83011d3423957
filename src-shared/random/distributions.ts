import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { normalCdf } from './normalCdf.ts'

/**
 * Probability mass function: ascending `values` with their `probabilities`. Weights need not sum to 1 once a law has
 * been restricted.
 */
export interface Pmf {
  values: number[]
  probabilities: number[]
}

interface Interval {
  low: number
  high: number
}
interface QuantizedInterval extends Interval {
  /** Every value is a multiple of the quantum. */
  quantum: number
}

/**
 * A distribution over the closed interval [low, high], as data. uniform: equal weight on multiples of quantum.
 * logUniform: log-uniform over (low - min(quantum, low / 2), high], rounded up to a multiple of quantum. powerOf2:
 * equal weight on powers of two. powerOf2OrLog: logUniform rounded up to a power of two below quantum and to a multiple
 * of quantum above it. normal, logNormal: a normal in x or log x whose interval spans six standard deviations; draws
 * outside it are redrawn, then rounded. choice: equal weight on a list. The laws are those of pycls's sweep sampler.
 */
export type Distribution =
  | ({ law: 'uniform' | 'logUniform' | 'powerOf2OrLog' | 'normal' | 'logNormal' } & QuantizedInterval)
  | ({ law: 'powerOf2' } & Interval)
  | { law: 'choice'; values: number[] }
export type LawId = Distribution['law']
type Of<L extends LawId> =
  Extract<Distribution, { law: L }> extends never
    ? Extract<Distribution, { law: unknown } & QuantizedInterval>
    : Extract<Distribution, { law: L }>

/** The exact probabilities of one kind of distribution. */
interface Law<D> {
  /** Throws ValueError if the numbers do not fit the law. */
  pmf(distribution: D): Pmf
}

/** All laws by stable id. */
export const laws: { [L in LawId]: Law<Of<L>> } = {
  uniform: {
    pmf: (d) => equal(multiples(d)),
  },
  logUniform: {
    pmf: (d) => logarithmic(multiples(positive(d)), d),
  },
  powerOf2: {
    pmf: (d) => equal(powersOf2(d.low, d.high)),
  },
  powerOf2OrLog: {
    pmf: (d) => {
      requirePowerOf2(d.quantum)
      if (d.high <= d.quantum) return equal(powersOf2(d.low, d.high))
      const from = Math.max(positive(d).low, d.quantum)
      const below = d.low < d.quantum ? powersOf2(d.low, d.quantum / 2) : []
      return logarithmic([...below, ...multiples({ ...d, low: from })], d)
    },
  },
  normal: {
    pmf: (d) => bell(multiples(d), d, (x) => x),
  },
  logNormal: {
    pmf: (d) => bell(multiples(positive(d)), d, Math.log2),
  },
  choice: {
    pmf: ({ values }) => {
      const sorted = [...new Set(values)].sort((a, b) => a - b)
      if (sorted.length === 0 || sorted.length < values.length) throw new ValueError(sentence('noDistinctValues'))
      return equal(sorted)
    },
  },
}

/** The exact probabilities of `distribution`. Throws ValueError naming the invalid number. */
export function distributionPmf(distribution: Distribution): Pmf {
  const law = laws[distribution.law] as Law<Distribution>
  return law.pmf(distribution)
}

/** Running sums of `weights`: entry i is the sum of weights 0..i. */
export function runningSums(weights: readonly number[]): Float64Array {
  let sum = 0
  return Float64Array.from(weights, (weight) => (sum += weight))
}

/** The first index in [from, to] whose running sum exceeds `x`, or `to` if none does. */
export function firstAbove(cumulative: Float64Array, x: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cumulative[middle]! > x) high = middle
    else low = middle + 1
  }
  return low
}

function equal(values: number[]): Pmf {
  return { values, probabilities: values.map(() => 1 / values.length) }
}

/**
 * Each value gets the log-uniform mass between the previous value and itself; the first starts at low - min(quantum,
 * low / 2).
 */
function logarithmic(values: number[], { low, high, quantum }: QuantizedInterval): Pmf {
  const start = low - Math.min(quantum, low / 2)
  const octaves = Math.log2(high / start)
  return { values, probabilities: values.map((v, i) => Math.log2(v / (values[i - 1] ?? start)) / octaves) }
}

/**
 * Each value gets the normal mass within half a quantum of it; the normal is truncated at three standard deviations.
 */
function bell(values: number[], { low, high, quantum }: QuantizedInterval, scale: (x: number) => number): Pmf {
  const mean = (scale(low) + scale(high)) / 2
  const deviation = (scale(high) - scale(low)) / 6
  if (deviation === 0) return equal(values)
  const below = (x: number) => normalCdf((scale(Math.min(high, Math.max(low, x))) - mean) / deviation)
  const inside = below(high) - below(low)
  const probabilities = values.map((v) => (below(v + quantum / 2) - below(v - quantum / 2)) / inside)
  return { values, probabilities }
}

/** Multiples of quantum in [low, high]. Decimal quanta such as 0.1 yield the double nearest to the decimal number. */
function multiples({ low, high, quantum }: QuantizedInterval): number[] {
  if (!(quantum > 0)) throw new ValueError(sentence('quantumNotPositive', { quantum }))
  requireOrder(low, high)
  const first = wholeQuotient(low, quantum)
  const last = wholeQuotient(high, quantum)
  const perUnit = Math.round(1 / quantum)
  const inverted = quantum < 1 && Math.abs(perUnit * quantum - 1) < 1e-12
  return Array.from({ length: last - first + 1 }, (_, i) => (inverted ? (first + i) / perUnit : (first + i) * quantum))
}

function wholeQuotient(value: number, quantum: number): number {
  const quotient = Math.round(value / quantum)
  if (Math.abs(quotient * quantum - value) > 1e-9 * Math.max(quantum, Math.abs(value)))
    throw new ValueError(sentence('noMultiple', { value, quantum }))
  return quotient
}

function powersOf2(low: number, high: number): number[] {
  requireOrder(low, high)
  requirePowerOf2(low)
  requirePowerOf2(high)
  return Array.from({ length: Math.log2(high / low) + 1 }, (_, i) => low * 2 ** i)
}

function requirePowerOf2(value: number): void {
  if (!Number.isInteger(Math.log2(value))) throw new ValueError(sentence('noPowerOfTwo', { value }))
}

function requireOrder(low: number, high: number): void {
  if (!(low <= high)) throw new ValueError(sentence('noRange', { low, high }))
}

function positive<D extends Interval>(distribution: D): D {
  const { low } = distribution
  if (!(low > 0)) throw new ValueError(sentence('logarithmNotPositive', { value: low }))
  return distribution
}
