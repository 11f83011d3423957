/**
 * P(D_n >= d) of the one-sample Kolmogorov-Smirnov statistic under the null hypothesis. The body follows Marsaglia,
 * Tsang and Wang, "Evaluating Kolmogorov's distribution" (J. Stat. Softw. 8, 2003); the far tail, where 1 - P would
 * cancel, is twice the one-sided probability (Miller 1956), exact for d >= 1/2.
 */
export function kolmogorovSurvival(n: number, d: number): number {
  if (d <= 0.5 / n) return 1
  if (d >= 1) return 0
  const inTail = d >= 0.5 || n * d * d >= (n <= 140 ? 4 : 2.2)
  return Math.min(1, Math.max(0, inTail ? 2 * oneSidedSurvival(n, d) : 1 - marsagliaTsangWang(n, d)))
}

/** P(D_n+ >= d): the sum of Birnbaum and Tingey (1951), whose terms are all positive. */
function oneSidedSurvival(n: number, d: number): number {
  let logChoose = 0
  let sum = 0
  for (let j = 0; j <= Math.floor(n * (1 - d)); j++) {
    if (j > 0) logChoose += Math.log((n - j + 1) / j)
    const rest = 1 - d - j / n
    const logRest = n === j ? 0 : (n - j) * Math.log(Math.max(rest, 0))
    sum += Math.exp(logChoose + (j - 1) * Math.log(d + j / n) + logRest)
  }
  return d * sum
}

/** P(D_n < d) as an entry of the n-th power of a matrix with side 2 * ceil(n * d) - 1. */
function marsagliaTsangWang(n: number, d: number): number {
  const k = Math.ceil(n * d)
  const side = 2 * k - 1
  const h = k - n * d
  const matrix = new Float64Array(side * side)
  for (let i = 0; i < side; i++) for (let j = 0; j < Math.min(side, i + 2); j++) matrix[i * side + j] = 1
  for (let i = 0; i < side; i++) {
    matrix[i * side]! -= h ** (i + 1)
    matrix[(side - 1) * side + i]! -= h ** (side - i)
  }
  matrix[(side - 1) * side]! += 2 * h > 1 ? (2 * h - 1) ** side : 0
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < Math.min(side, i + 2); j++) {
      for (let divisor = 2; divisor <= i - j + 1; divisor++) matrix[i * side + j]! /= divisor
    }
  }
  const power = matrixPower({ values: matrix, exponent: 0 }, side, n)
  // Multiply n! / n^n in small factors so that neither it nor the power overflows or underflows.
  let probability = power.values[(k - 1) * side + k - 1]!
  let exponent = power.exponent
  for (let i = 1; i <= n; i++) {
    probability *= i / n
    if (probability < 1e-140) {
      probability *= 1e140
      exponent -= 140
    }
  }
  return probability * 10 ** exponent
}

/** A square matrix times 10^exponent. */
interface Scaled {
  readonly values: Float64Array
  readonly exponent: number
}

function matrixPower(base: Scaled, side: number, n: number): Scaled {
  let result: Scaled | undefined
  let square = base
  for (let bits = n; bits > 0; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) result = result ? product(result, square, side) : square
    if (bits > 1) square = product(square, square, side)
  }
  return result!
}

function product(a: Scaled, b: Scaled, side: number): Scaled {
  const values = new Float64Array(side * side)
  for (let i = 0; i < side; i++) {
    for (let k = 0; k < side; k++) {
      const factor = a.values[i * side + k]!
      if (factor === 0) continue
      for (let j = 0; j < side; j++) values[i * side + j]! += factor * b.values[k * side + j]!
    }
  }
  const centre = (side >> 1) * side + (side >> 1)
  const exponent = a.exponent + b.exponent
  if (values[centre]! <= 1e140) return { values, exponent }
  return { values: values.map((value) => value * 1e-140), exponent: exponent + 140 }
}
