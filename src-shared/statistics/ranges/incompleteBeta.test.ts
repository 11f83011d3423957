import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaQuantile, regularisedBeta, studentQuantile } from './incompleteBeta.ts'

const near = (value: number, digits: number) => expect.closeTo(value, digits) as number

describe('the beta and Student distributions', () => {
  // scipy 1.17: stats.beta.cdf, stats.beta.ppf, stats.t.ppf.
  it.each([
    [0.3, 0.5, 0.5, 0.36901011956554536],
    [0.77, 3, 6, 0.99732485825347],
    [0.1, 200, 1801, 0.510902476578972],
  ])('I at %d of Beta(%d, %d)', (x, a, b, expected) => expect(regularisedBeta(x, a, b)).toEqual(near(expected, 12)))
  it.each([
    [0.025, 1, 8, 0.0031597235312519063],
    [0.975, 24.5, 0.75, 0.9997310594033351],
    [0.5, 200, 1801, 0.09981674317284589],
    [1e-6, 3, 6, 0.0026223779822645153],
    [0.999, 7.3, 112.9, 0.14768539054104007],
  ])('quantile %d of Beta(%d, %d)', (p, a, b, expected) => expect(betaQuantile(p, a, b)).toEqual(near(expected, 13)))
  it.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 4.7, 2.62072607535317],
    [0.975, 46.3, 2.0125436987389276],
    [0.6, 7, 0.2631668613520229],
    [0.001, 1.7, -34.77419785845834],
  ])('quantile %d of t(%d)', (p, freedom, expected) =>
    expect(studentQuantile(p, freedom) / expected).toEqual(near(1, 11)),
  )
  it('betaQuantile inverts the distribution function', () => {
    const size = fc.double({ min: 0.3, max: 400, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), size, size, (p, a, b) => {
        const x = betaQuantile(p, a, b)
        if (x > 1e-9 && x < 1 - 1e-9) expect(regularisedBeta(x, a, b)).toBeCloseTo(p, 8)
      }),
    )
  })
  it('is 0 and 1 at the ends', () => {
    expect([betaQuantile(0, 3, 6), betaQuantile(1, 3, 6)]).toEqual([0, 1])
    expect([regularisedBeta(0, 3, 6), regularisedBeta(1, 3, 6), regularisedBeta(1.5, 3, 6)]).toEqual([0, 1, 1])
    expect(() => betaQuantile(-0.1, 3, 6)).toThrow('invalid p: -0.1')
  })
  it('refuses values that are not probabilities', () => {
    expect(() => betaQuantile(1.2, 1, 1)).toThrow('invalid p: 1.2 (a probability)')
    expect(() => studentQuantile(1, 3)).toThrow('invalid p: 1')
    expect(() => regularisedBeta(0.5, 0, 1)).toThrow('invalid a, b: 0, 1')
  })
})
