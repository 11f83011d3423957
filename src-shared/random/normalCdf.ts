/**
 * The standard normal CDF at `z`, |z| <= 8, accurate to about 1e-15. Abramowitz and Stegun 26.2.11, a series without
 * cancellation.
 */
export function normalCdf(z: number): number {
  let term = z
  let sum = z
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (z * z) / k
    sum += term
  }
  return 0.5 + sum * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI))
}
