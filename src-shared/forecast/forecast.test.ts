import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { finishedBy, forecast, forecastPopulation, lastOf } from './forecast.ts'
import { nonNegativeFit } from './nonNegativeFit.ts'
import { expectedTime, timeModel, type Load, type TimeModel } from './timeModel.ts'

const random = stream(5, 'dataset')
const loads = (count: number): Load[] =>
  Array.from({ length: count }, () => ({
    flops: 1e6 * (1 + random.uniform()),
    activations: 1e4 * (1 + random.uniform()),
  }))
/** True seconds: 2, plus 10 per megaflop, plus 3 per ten thousand activations. */
const truth = ({ flops, activations }: Load) => 2 + (10 * flops) / 1e6 + (3 * activations) / 1e4
const timed = (count: number, noise: number) =>
  loads(count).map((load) => ({ ...load, time: truth(load) * (1 + noise * random.normal()) }))
const exact: TimeModel = {
  ...{ constant: 10, perFlop: 0, perActivation: 0 },
  ...{ scatter: 0.1, uncertainty: 0, reach: 1.96, points: 100 },
}

describe('nonNegativeFit', () => {
  it('recovers the true coefficients', () => {
    const columns = [loads(12).map(() => 1), loads(12).map(({ flops }) => flops)]
    const observed = columns[0]!.map((one, i) => 3 * one + 2e-6 * columns[1]![i]!)
    const { coefficients, used, squares } = nonNegativeFit(columns, observed, 2)
    expect(coefficients[0]).toBeCloseTo(3, 6)
    expect(coefficients[1]! * 1e6).toBeCloseTo(2, 6)
    expect(used).toBe(2)
    expect(squares).toBeLessThan(1e-12)
  })
  it('uses at most the allowed number of columns, and the best-fitting ones', () => {
    const columns = [
      [1, 1, 1, 1],
      [1, 2, 3, 4],
    ]
    const [one, two] = [1, 2].map((most) => nonNegativeFit(columns, [1.1, 2.1, 3.1, 4.1], most))
    expect(one).toMatchObject({ used: 1, coefficients: [0, expect.closeTo(1, 0) as number] })
    expect(two!.coefficients).toEqual([expect.closeTo(0.1, 9), expect.closeTo(1, 9)])
    expect(one!.squares).toBeGreaterThan(two!.squares)
  })
  it('omits useless columns: zeros, one of two parallel ones, one with a negative coefficient', () => {
    const a = [1, 2, 4]
    const observed = a.map((value) => 3 * value)
    const fitted = [
      nonNegativeFit([[0, 0, 0], a], observed, 2),
      nonNegativeFit([a, a.map((value) => 2 * value)], observed, 2),
      nonNegativeFit([a, [1, 1, 1]], [1, 3, 7], 2),
    ]
    expect(fitted.map(({ used }) => used)).toEqual([1, 1, 1])
    expect(fitted[0]!.coefficients).toEqual([0, expect.closeTo(3, 12)])
    expect(fitted[1]!.coefficients).toEqual([expect.closeTo(3, 12), 0])
    expect(fitted[2]!.coefficients[1]).toBe(0)
  })
  it('uses only one of two parallel columns', () => {
    const column = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 4, maxLength: 6 })
    fc.assert(
      fc.property(column, fc.double({ min: 0.01, max: 100, noNaN: true }), fc.nat(), (a, factor, seed) => {
        const noise = stream(seed, 'dataset')
        const observed = a.map((value) => value * (1 + 0.1 * noise.uniform()))
        expect(nonNegativeFit([a, a.map((value) => factor * value)], observed, 2).used).toBe(1)
      }),
    )
  })
  it('is empty if no column fits', () => {
    expect(nonNegativeFit([[-1, -2]], [1, 2], 1)).toEqual({ coefficients: [0], used: 0, squares: 2 })
  })
  it('is never beaten by another non-negative choice', () => {
    const column = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 5, maxLength: 5 })
    const coefficient = fc.double({ min: 0, max: 3, noNaN: true })
    fc.assert(
      fc.property(column, column, column, coefficient, coefficient, (a, b, observed, x, y) => {
        const squares = observed.reduce((sum, value, i) => sum + ((x * a[i]! + y * b[i]!) / value - 1) ** 2, 0)
        const fit = nonNegativeFit([a, b], observed, 2)
        expect(fit.coefficients.every((c) => c >= 0)).toBe(true)
        expect(fit.squares).toBeLessThan(squares + 1e-9)
      }),
    )
  })
})

describe('timeModel', () => {
  it('predicts the time of unseen networks', () => {
    const model = timeModel(timed(40, 0.03))!
    for (const load of loads(50)) expect(expectedTime(model, load) / truth(load)).toBeCloseTo(1, 1)
    expect(model.scatter).toBeGreaterThan(0.02)
    expect(model.scatter).toBeLessThan(0.045)
    expect(model.uncertainty).toBeLessThan(model.scatter / 3)
  })
  it('is proportional for a single point, with wide uncertainty', () => {
    const model = timeModel([{ flops: 1e6, activations: 0, time: 20 }])!
    expect(expectedTime(model, { flops: 1e6, activations: 0 })).toBeCloseTo(20, 10)
    expect(model).toMatchObject({ scatter: 0.3, uncertainty: 0.3 })
  })
  it.each([
    [1, 1.96, 0.001],
    [2, 12.706, 0.3],
    [3, 4.303, 0.04],
    [5, 2.776, 0.0025],
    [11, 2.228, 0.0005],
    [31, 2.042, 0.0005],
  ])('with %d points and one coefficient has Student’s quantile %d', (count, table, share) => {
    const points = Array.from({ length: count }, (_, i) => ({ flops: 1e6, activations: 1e4, time: 10 + (i % 2) }))
    expect(Math.abs(timeModel(points)!.reach / table - 1)).toBeLessThan(share)
  })
  it('for equal networks is the weighted mean of their times, with their scatter and the uncertainty of the mean', () => {
    const times = [9, 11, 10, 13]
    const model = timeModel(times.map((time) => ({ flops: 1e6, activations: 1e4, time })))!
    const sum = (of: (time: number) => number) => times.reduce((total, time) => total + of(time), 0)
    const mean = sum((t) => 1 / t) / sum((t) => 1 / t ** 2)
    const scatter = Math.sqrt(sum((t) => (mean / t - 1) ** 2) / 3)
    expect(expectedTime(model, { flops: 1e6, activations: 1e4 })).toBeCloseTo(mean, 9)
    expect(model.scatter).toBeCloseTo(scatter, 9)
    expect(model.uncertainty).toBeCloseTo(scatter / 2, 9)
    expect(model.points).toBe(4)
  })
  it('has one coefficient per three points, at most three', () => {
    const used = [3, 5, 6, 8, 9, 40].map((count) => {
      const { constant, perFlop, perActivation } = timeModel(timed(count, 0))!
      return [constant, perFlop, perActivation].filter((coefficient) => coefficient > 0).length
    })
    expect(used).toEqual([1, 1, 2, 2, 3, 3])
  })
  it('assumes a scatter of at least a fiftieth', () => {
    const model = timeModel(timed(12, 0))!
    expect(model).toMatchObject({ scatter: 0.02, uncertainty: expect.closeTo(0.01, 12) as number })
  })
  it('is null without points and refuses invalid times', () => {
    expect(timeModel([])).toBeNull()
    for (const time of [0, -1, NaN, Infinity])
      expect(() => timeModel([{ flops: 1, activations: 1, time }])).toThrow(`invalid time: ${time}`)
  })
})

describe('forecast', () => {
  it('for equal networks consists of whole rounds of the trainers', () => {
    const { seconds, finishes } = forecast(exact, loads(10), 4)
    expect(seconds.value).toBe(30)
    expect(finishes.map(({ mean }) => mean)).toEqual([10, 10, 10, 10, 20, 20, 20, 20, 30, 30])
    expect(finishes[9]!.deviation).toBeCloseTo(Math.sqrt(3), 10)
  })
  it('adds independent errors along a trainer in quadrature, and common ones linearly', () => {
    const { finishes, seconds } = forecast({ ...exact, uncertainty: 0.05 }, loads(3), 1)
    const deviations = [1, 2, 3].map((n) => Math.sqrt(n + (n / 2) ** 2))
    expect(finishes).toEqual(
      deviations.map((deviation, i) => ({
        task: i,
        mean: 10 * (i + 1),
        deviation: expect.closeTo(deviation, 12) as number,
      })),
    )
    expect(seconds.low).toBeCloseTo(30 - 1.96 * deviations[2]!, 12)
    expect(seconds.high).toBeCloseTo(30 + 1.96 * deviations[2]!, 12)
  })
  it('assigns each network to the first free trainer, and leaves surplus trainers idle', () => {
    const sizes = [5, 1, 1, 1, 4]
    const tasks = sizes.map((left) => ({ flops: 0, activations: 0, left: left / 5 }))
    expect(forecast(exact, tasks, 2).finishes.map(({ mean }) => mean)).toEqual([2, 4, 6, 10, 14])
    expect(forecast(exact, loads(2), 2 ** 40).finishes.map(({ mean }) => mean)).toEqual([10, 10])
  })
  it('counts the remainder of networks in training', () => {
    const tasks = loads(2).map((load, i) => ({ ...load, left: i === 0 ? 0.5 : 1 }))
    expect(forecast(exact, tasks, 1).finishes.map(({ mean }) => mean)).toEqual([5, 15])
  })
  it('takes at least the mean load per trainer and at most one network more', () => {
    const model = { ...exact, constant: 0, perFlop: 1e-5 }
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (sizes, trainers) => {
          const tasks = sizes.map((size) => ({ flops: size * 1e5, activations: 0 }))
          const sum = sizes.reduce((a, b) => a + b)
          const { seconds } = forecast(model, tasks, trainers)
          expect(seconds.value).toBeGreaterThanOrEqual(sum / trainers - 1e-9)
          expect(seconds.value).toBeLessThanOrEqual(sum / trainers + Math.max(...sizes) + 1e-9)
          expect(seconds.low).toBeLessThanOrEqual(seconds.value)
          expect(seconds.high).toBeGreaterThanOrEqual(seconds.value)
        },
      ),
    )
  })
  it('covers the number of finished networks in about 95 of 100 simulated nights', () => {
    const tasks = loads(120)
    let held = 0
    for (let night = 0; night < 300; night++) {
      const model = timeModel(timed(12, 0.15))!
      const tonight = forecast(model, tasks, 3)
      const lanes = [0, 0, 0]
      let finished = 0
      for (const task of tasks) {
        const lane = lanes.indexOf(Math.min(...lanes))
        lanes[lane]! += truth(task) * (1 + 0.15 * random.normal())
        if (lanes[lane]! <= 400) finished++
      }
      const { low, high, value } = finishedBy(tonight, 400)
      expect(value).toBeGreaterThanOrEqual(low)
      expect(value).toBeLessThanOrEqual(high)
      if (low <= finished && finished <= high) held++
    }
    expect(held / 300).toBeGreaterThan(0.88)
  })
  it('finishes nothing immediately and everything eventually', () => {
    const tasks = forecast(exact, loads(6), 2)
    expect(finishedBy(tasks, 0)).toMatchObject({ low: 0, high: 0 })
    expect(finishedBy(tasks, 1000)).toEqual({ value: expect.closeTo(6, 10) as number, low: 6, high: 6 })
    const one = forecast({ ...exact, scatter: 0.2 }, loads(1), 1)
    // It ends at 10 with deviation 2, so by 12 with the probability of one deviation.
    expect(finishedBy(one, 12)).toEqual({ value: expect.closeTo(0.841344746, 9) as number, low: 0, high: 1 })
    expect(finishedBy(one, 10 - 1.97 * 2)).toMatchObject({ low: 0, high: 0 })
    expect(finishedBy(one, 10 - 1.95 * 2)).toMatchObject({ low: 0, high: 1 })
    expect(finishedBy(one, 10 + 1.95 * 2)).toMatchObject({ low: 0, high: 1 })
    expect(finishedBy(one, 10 + 1.97 * 2)).toMatchObject({ low: 1, high: 1 })
    const certain = forecast({ ...exact, scatter: 0 }, loads(1), 1)
    expect([9.9, 10].map((seconds) => finishedBy(certain, seconds).value)).toEqual([0, 1])
    expect(forecast(exact, [], 2).seconds).toEqual({ value: 0, low: 0, high: 0 })
  })
  it('refuses zero trainers', () => {
    for (const trainers of [0, 1.5])
      expect(() => forecast(exact, [], trainers)).toThrow(`invalid trainers: ${trainers}`)
  })
})

describe('forecastPopulation', () => {
  it('matches the times of finished networks if speeds are right', () => {
    const points = timed(12, 0.05)
    const tasks = loads(30)
    const pilot = points.map(({ time, ...load }) => ({ ...load, imagesPerSecond: 5000 / time }))
    const expected = forecast(timeModel(points)!, tasks, 4)
    const predicted = forecastPopulation(pilot, tasks, { images: 5000 }, 4)!
    expect(predicted.seconds.value).toBeCloseTo(expected.seconds.value, 6)
    const slower = forecastPopulation(pilot, tasks, { images: 5000, overheadSeconds: 30 }, 4)!
    expect(slower.seconds.value).toBeGreaterThan(expected.seconds.value + 150)
  })
  it('is null before any measurement', () => {
    expect(forecastPopulation([], loads(3), { images: 1 }, 2)).toBeNull()
  })
})

describe('lastOf', () => {
  it('is when some of the tasks end, at the latest when all do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        (count, trainers, mask) => {
          const { finishes, seconds, reach } = forecast(exact, loads(count), trainers)
          const some = finishes.filter(({ task }) => (mask >> task) % 2 === 1)
          const { low, high, value } = lastOf(some, reach)
          expect([low <= seconds.low, high <= seconds.high, value <= seconds.value]).toEqual([true, true, true])
          expect(finishes.map(({ task }) => task).toSorted((a, b) => a - b)).toEqual(loads(count).map((_, i) => i))
          expect(lastOf(finishes, reach)).toEqual(seconds)
        },
      ),
    )
  })
})
