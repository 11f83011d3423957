import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastSquares } from './leastSquares.ts'

const x = [1, 2, 4, 7, 11, 16]
const z = [3, 1, 5, 2, 8, 4]
const y = [2.5, 3.1, 4.9, 6.2, 9.7, 12.4]
const finite = fc.double({ min: -100, max: 100, noNaN: true })

describe('leastSquares', () => {
  // numpy 2.4.6, numpy.linalg.lstsq; the first also scipy 1.17.1, scipy.stats.linregress.
  it.each([
    [[x], [1.8929070929070952, 0.669330669330669], 0.9932041735727065],
    [[x.map(Math.sqrt)], [-1.5384072358390035, 3.340878785460291], 0.971824915625705],
    [[x, z], [1.5538339723287242, 0.6412360393398899, 0.13853558926487688], 0.9993178401071806],
    [[x, x.map(Math.sqrt)], [1.4587170186319414, 0.5894001646782698, 0.40915761484196933], 0.993616614124037],
    [
      [x.map((one) => one * 1e8), z.map((one) => one * 1e5 + 3e6)],
      [-2.602233705617596, 6.412360393398904e-9, 1.3853558926487717e-6],
      0.9993178401071806,
    ],
  ])('equals numpy (case %#)', (columns, coefficients, rSquared) => {
    const fit = leastSquares(columns, y)
    fit.coefficients.forEach((one, i) => expect(one / coefficients[i]!).toBeCloseTo(1, 9))
    expect(fit.rSquared).toBeCloseTo(rSquared, 12)
  })

  it('leaves what is orthogonal to every column, and is not beaten by other coefficients', () => {
    const values = fc.array(finite, { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(values, values, values, finite, finite, (a, b, observed, da, db) => {
        const { coefficients } = leastSquares([a, b], observed)
        const squares = ([c, p, q]: readonly number[]) =>
          observed.reduce((sum, value, i) => sum + (value - c! - p! * a[i]! - q! * b[i]!) ** 2, 0)
        const [c, p, q] = coefficients as [number, number, number]
        const most = squares(coefficients) * (1 + 1e-9) + 1e-6
        expect(squares(coefficients)).toBeLessThanOrEqual(squares([c + da, p + db, q]) + most * 1e-6 + 1e-6)
        expect(squares(coefficients)).toBeLessThanOrEqual(squares([c, p + da, q + db]) + most * 1e-6 + 1e-6)
      }),
    )
  })

  it('gives a column that the others determine no part, and explains nothing of equal values', () => {
    expect(leastSquares([x, x.map((one) => 2 * one + 1)], y).coefficients[2]).toBe(0)
    expect(leastSquares([[5, 5, 5]], [1, 2, 4])).toEqual({ coefficients: [7 / 3, 0], rSquared: 0 })
    expect(leastSquares([x], [3, 3, 3, 3, 3, 3])).toEqual({ coefficients: [3, 0], rSquared: 0 })
    expect(() => leastSquares([[1]], [1, 2])).toThrow('1 numbers (one for each of the 2 values)')
    expect(() => leastSquares([], [])).toThrow('at least one')
  })
})
