import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { fitTimeFormula, isBeyond, predictedTime, predictionRange } from './predictedTime.ts'

const flops = [21, 35, 48, 60, 77, 95, 120, 150, 190, 240, 300, 375].map((mega) => mega * 1e6)
const activations = [0.31, 0.62, 0.55, 0.9, 0.8, 1.3, 1.1, 1.9, 1.6, 2.8, 2.4, 3.9].map((mega) => mega * 1e6)
const timed = (times: readonly number[]) =>
  times.map((time, i) => ({ flops: flops[i]!, activations: activations[i]!, time }))
const other = { flops: 1e8, activations: 1.2e6 }

describe('a formula of time', () => {
  // scipy.optimize.nnls of the columns 1, F / 1e9 and A / 1e6, each divided by the times, against ones; the range
  // is v ± scipy.stats.t.ppf(0.975, n - k) s sqrt(v² + x' numpy.linalg.inv(R'R) x) over the k positive coefficients.
  it.each([
    {
      times: [2.1, 3.4, 4.1, 5.2, 6.0, 7.9, 9.3, 11.8, 14.2, 18.9, 22.4, 28.7],
      coefficients: [0.425676451321, 62.87567247070291, 1.1504076608762697],
      scatter: 0.01567884508977191,
      range: [8.093732891442816, 7.792595498893538, 8.394870283992093],
    },
    {
      times: [1.2, 2.5, 2.2, 3.6, 3.3, 5.2, 4.3, 7.7, 6.3, 11.3, 9.5, 15.7],
      coefficients: [0, 0, 3.9934318471108137],
      scatter: 0.01719425689283205,
      range: [4.792118216532976, 4.603356625333732, 4.98087980773222],
    },
  ])(
    'is that of scipy, and so is the range of a prediction: $coefficients',
    ({ times, coefficients, scatter, range }) => {
      const fit = fitTimeFormula(timed(times))!
      const { constant, perGigaFlops, perMegaActivations } = fit
      const found = [constant, perGigaFlops, perMegaActivations]
      coefficients.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 9))
      expect(fit.scatter).toBeCloseTo(scatter, 10)
      const { value, low, high } = predictionRange(fit, other)
      range.forEach((end, i) => expect([value, low, high][i]).toBeCloseTo(end, 9))
      expect(predictedTime(fit, other)).toBe(value)
    },
  )

  it('has a range that holds 95 % of the times of other networks', () => {
    const random = stream(5, 'dataset')
    const network = () => {
      const size = { flops: 1e7 * 2 ** (5 * random.uniform()), activations: 1e5 * 2 ** (5 * random.uniform()) }
      return { ...size, time: (1 + 60e-9 * size.flops + 2e-6 * size.activations) * (1 + 0.05 * random.normal()) }
    }
    const held = Array.from({ length: 2000 }, () => {
      const fit = fitTimeFormula(Array.from({ length: 10 }, network))!
      const { time, ...size } = network()
      const { low, high } = predictionRange(fit, size)
      return low <= time && time <= high
    })
    const share = held.filter(Boolean).length / held.length
    expect(share).toBeGreaterThan(0.935)
    expect(share).toBeLessThan(0.97)
  })

  it('needs eight networks with a time', () => {
    const times = [1, 2, 3, 4, 5, 6, 7, 8]
    expect(fitTimeFormula(timed(times))).toBeDefined()
    expect(fitTimeFormula(timed(times.with(3, 0)))).toBeUndefined()
  })

  it('knows which networks lie beyond those measured', () => {
    const fit = fitTimeFormula(timed([1, 2, 3, 4, 5, 6, 7, 8]))!
    expect(isBeyond(fit, other)).toBe(false)
    expect(isBeyond(fit, { ...other, flops: 1.2 * 150e6 })).toBe(false)
    expect(isBeyond(fit, { ...other, flops: 1.3 * 150e6 })).toBe(true)
    expect(isBeyond(fit, { ...other, activations: 0.2e6 })).toBe(true)
  })
})
