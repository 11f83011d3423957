import { describe, expect, it } from 'vitest'
import { kolmogorovSurvival } from './kolmogorovDistribution.ts'

describe('the law of the distance of one sample', () => {
  it.each([
    // Closed forms of Ruben and Gambino: n! (2d - 1/n)^n near the least distance, 2 (1 - d)^n near the greatest.
    [5, 0.15, 1 - 120 * 0.1 ** 5],
    [3, 0.7, 2 * 0.3 ** 3],
    [10, 0.05, 1],
    [10, 1, 0],
    // What lies below 1e-140 is nothing beside 1.
    [1000, 0.0008, 1],
  ])('n = %d, d = %d has its closed form', (n, d, p) => expect(kolmogorovSurvival(n, d)).toBeCloseTo(p, 12))
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
  ])('n = %d, d = %d is that of the same entry in numbers of 40 digits', (n, d, p) => {
    expect(kolmogorovSurvival(n, d) / p).toBeCloseTo(1, 10)
  })
  it.each([
    [10, 0.9, 2e-10],
    [60, 0.4, 3.548794370872995e-9],
    [1000, 0.2, 1.552862920425068e-35],
  ])('n = %d, d = %d keeps its digits where next to nothing is left', (n, d, p) => {
    expect(kolmogorovSurvival(n, d) / p).toBeCloseTo(1, 9)
  })
  it('far out is twice the probability of one side, which counts what crosses both twice', () => {
    const [twice, once] = [kolmogorovSurvival(400, 0.08), 0.011279922890559162]
    expect(twice).toBeGreaterThan(once)
    expect(twice).toBeLessThan(once * (1 + 1e-6))
  })
})
