import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tensor } from '#shared/graph/graph.ts'
import { runningUpdate, sgdUpdate, type SgdAttributes } from './update.ts'

const tensor = (...values: number[]): Tensor => ({ shape: [values.length], data: Float64Array.from(values) })
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const settings = fc.record({ momentum: between(0, 0.95), nesterov: fc.boolean(), weightDecay: between(0, 0.5) })
const number = between(-3, 3)

/** Parameter and momentum after `steps` steps from `start` and zero momentum. */
function trained(
  start: number,
  steps: number,
  rate: number,
  attributes: SgdAttributes,
  gradient: (step: number) => number,
) {
  let [p, m] = [tensor(start), tensor(0)]
  for (let step = 0; step < steps; step++) {
    const [next, momentum] = sgdUpdate.evaluate(
      [p, m, tensor(gradient(step)), { ...tensor(rate), shape: [] }],
      attributes,
    )
    p = tensor(next[0]!)
    m = tensor(momentum[0]!)
  }
  return { parameter: p.data[0]!, momentum: m.data[0]! }
}

/** Expects `expected` up to rounding, which grows with the magnitude. */
const near = (actual: number, expected: number): unknown =>
  expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)))

describe('sgdUpdate', () => {
  it('under a constant gradient moves by the sum of a geometric series', () => {
    fc.assert(
      fc.property(settings, number, number, between(0, 1), fc.integer({ min: 1, max: 30 }), (s, start, g, rate, n) => {
        const { parameter, momentum } = trained(start, n, rate, { ...s, weightDecay: 0 }, () => g)
        const mu = s.momentum
        // m_k = g (1 - mu^k) / (1 - mu), so that the sum of m_1 to m_n is:
        const sum = (g / (1 - mu)) * (n - (mu * (1 - mu ** n)) / (1 - mu))
        near(momentum, (g * (1 - mu ** n)) / (1 - mu))
        near(parameter, start - rate * (s.nesterov ? n * g + mu * sum : sum))
      }),
    )
  })
  it('with decay, without momentum and gradient, shrinks geometrically', () => {
    fc.assert(
      fc.property(number, between(0, 1), between(0, 0.5), fc.integer({ min: 1, max: 30 }), (start, rate, decay, n) => {
        for (const nesterov of [false, true]) {
          const attributes = { momentum: 0, nesterov, weightDecay: decay }
          near(trained(start, n, rate, attributes, () => 0).parameter, start * (1 - rate * decay) ** n)
        }
      }),
    )
  })
  it('is linear: two steps are the product of the matrices that map (p, m) to the next state', () => {
    fc.assert(
      fc.property(settings, number, between(0, 1), fc.integer({ min: 1, max: 12 }), (s, start, rate, n) => {
        const { momentum: mu, weightDecay: decay } = s
        // m' = mu m + decay p; p' = p - rate (nesterov ? decay p + mu m' : m'), as rows over (p, m).
        const row = s.nesterov ? [1 - rate * decay * (1 + mu), -rate * mu * mu] : [1 - rate * decay, -rate * mu]
        let [p, m] = [start, 0]
        for (let step = 0; step < n; step++) [p, m] = [row[0]! * p + row[1]! * m, decay * p + mu * m]
        const found = trained(start, n, rate, s, () => 0)
        near(found.parameter, p)
        near(found.momentum, m)
      }),
    )
  })
})

it('runningUpdate forgets its initial value geometrically, and keeps the factor of its input', () => {
  fc.assert(
    fc.property(
      number,
      number,
      between(0, 1),
      between(0, 2),
      fc.integer({ min: 1, max: 30 }),
      (start, seen, share, factor, n) => {
        let running = tensor(start)
        for (let step = 0; step < n; step++)
          running = tensor(runningUpdate.evaluate([running, tensor(seen)], { momentum: share, factor })[0][0]!)
        const rest = (1 - share) ** n
        near(running.data[0]!, rest * start + (1 - rest) * factor * seen)
      },
    ),
  )
})
