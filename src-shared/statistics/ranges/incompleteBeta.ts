// Beta and Student distributions, accurate to about 1e-13: the basis of every closed-form range.

/** ln Γ(x), x > 0 (Lanczos, g = 7, nine terms; relative error about 1e-15). */
function logGamma(x: number): number {
  const sum = lanczos.reduce((total, term, i) => total + term / (x - 1 + i + 1), lanczosStart)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}
const lanczosStart = 0.999_999_999_999_809_9
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** I_x(a, b), the probability that a Beta(a, b) variable is at most x; a, b > 0. Throws RangeError otherwise. */
export function regularisedBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`invalid a, b: ${a}, ${b} (numbers above 0)`)
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

/** The continued fraction of I_x(a, b) (Abramowitz and Stegun 26.5.8), by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const kept = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return result
}

/** The x with I_x(a, b) = p, by Newton's method safeguarded with bisection. Throws RangeError unless 0 <= p <= 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`invalid p: ${p} (a probability)`)
  if (p === 0 || p === 1) return p
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b)
  let [low, high] = [0, 1]
  let x = a / (a + b)
  for (let i = 0; i < 200; i++) {
    const off = regularisedBeta(x, a, b) - p
    if (off === 0) return x
    if (off < 0) low = x
    else high = x
    const next = x - off / Math.exp(scale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x))
    const before = x
    x = next > low && next < high ? next : (low + high) / 2
    if (Math.abs(x - before) < 1e-15 * x) break
  }
  return x
}

/**
 * The t with P(T <= t) = p for Student's t with `freedom` > 0 degrees of freedom, not necessarily whole. Throws
 * RangeError unless 0 < p < 1.
 */
export function studentQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`invalid p: ${p} (a probability between 0 and 1)`)
  // Through T^2, which is small for t near 0, so nothing cancels.
  const x = betaQuantile(2 * Math.min(p, 1 - p), freedom / 2, 0.5)
  return Math.sign(p - 0.5) * Math.sqrt((freedom * (1 - x)) / x)
}

/** P(|T| >= t) for Student's t with `freedom` > 0 degrees of freedom, not necessarily whole; t >= 0. */
export const studentTails = (t: number, freedom: number): number =>
  regularisedBeta(freedom / (freedom + t ** 2), freedom / 2, 0.5)
