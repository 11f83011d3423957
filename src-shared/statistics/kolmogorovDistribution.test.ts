import { describe, expect, it } from 'vitest'
import { kolmogorovSurvival } from './kolmogorovDistribution.ts'

describe('the one-sample Kolmogorov distribution', () => {
  it.each([
    // Closed forms of Ruben and Gambino: n! (2d - 1/n)^n near the smallest distance, 2 (1 - d)^n near the largest.
    [5, 0.15, 1 - 120 * 0.1 ** 5],
    [3, 0.7, 2 * 0.3 ** 3],
    [10, 0.05, 1],
    [10, 1, 0],
    // Probabilities below 1e-140 vanish beside 1.
    [1000, 0.0008, 1],
  ])('matches its closed form at n = %d, d = %d', (n, d, p) => expect(kolmogorovSurvival(n, d)).toBeCloseTo(p, 12))
  it.each([
    [5, 0.45, 0.19399375],
    [10, 0.274, 0.37152038454349573],
    [20, 0.31, 0.03323640683659919],
    [100, 0.1, 0.25269275700639016],
    [130, 0.16, 0.0022493073860064454],
    [141, 0.12, 0.031600043092467764],
    [600, 0.04, 0.2846796163446239],
    [1000, 0.02, 0.8108971310702121],
    [1000, 0.03, 0.3226902464132999],
  ])('matches the same matrix entry computed with 40 digits at n = %d, d = %d', (n, d, p) => {
    expect(kolmogorovSurvival(n, d) / p).toBeCloseTo(1, 10)
  })
  it.each([
    [10, 0.9, 2e-10],
    [60, 0.4, 3.548794370872995e-9],
    [1000, 0.2, 1.552862920425068e-35],
  ])('keeps its digits in the far tail at n = %d, d = %d', (n, d, p) => {
    expect(kolmogorovSurvival(n, d) / p).toBeCloseTo(1, 9)
  })
  it('is twice the one-sided probability far out, which counts paths crossing both sides twice', () => {
    const [twice, once] = [kolmogorovSurvival(400, 0.08), 0.011279922890559162]
    expect(twice).toBeGreaterThan(once)
    expect(twice).toBeLessThan(once * (1 + 1e-6))
  })
})
