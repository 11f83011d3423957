import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '#shared/random/stream.ts'
import { fitsLaw } from '#shared/testing/chiSquare.ts'
import { chainFreedom, compileChain, countChain, inOrder, orderIds, restrict, type StageChain } from './stageChain.ts'

const order = fc.constantFrom('any' as const, ...orderIds)
const pmf = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }).chain((values) =>
  fc.record({
    values: fc.constant([...values].sort((a, b) => a - b)),
    probabilities: fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), {
      minLength: values.length,
      maxLength: values.length,
    }),
  }),
)
const anyChain: fc.Arbitrary<StageChain> = fc.record({ order, stages: fc.array(pmf, { minLength: 1, maxLength: 4 }) })

/** Every combination that satisfies the chain, with its weight: the distribution of rejection sampling. */
function enumerate({ order: kind, stages }: StageChain): Map<string, number> {
  let all: { values: number[]; weight: number }[] = [{ values: [], weight: 1 }]
  for (const stage of stages)
    all = all.flatMap(({ values, weight }) =>
      stage.values.map((value, i) => ({ values: [...values, value], weight: weight * stage.probabilities[i]! })),
    )
  const kept = all.filter(({ values }) => kind === 'any' || inOrder(values, kind))
  return new Map(kept.map(({ values, weight }) => [values.join(), weight]))
}

describe('compileChain', () => {
  it('weighs and counts what rejection would accept', () => {
    fc.assert(
      fc.property(anyChain, (chain) => {
        const kept = enumerate(chain)
        expect(compileChain(chain).mass).toBeCloseTo(
          [...kept.values()].reduce((a, b) => a + b, 0),
          9,
        )
        expect(countChain(chain)).toBe(BigInt(kept.size))
      }),
    )
  })
  it.each(['any' as const, ...orderIds])(
    'draws %s chains with the distribution of rejection, ties included',
    (kind) => {
      const stages = [
        { values: [1, 2, 3, 5], probabilities: [0.4, 0.3, 0.2, 0.1] },
        { values: [1, 2, 3, 5], probabilities: [0.1, 0.2, 0.3, 0.4] },
        { values: [1, 2, 3], probabilities: [0.6, 0.2, 0.2] },
      ]
      const kept = enumerate({ order: kind, stages })
      const { draw, mass } = compileChain({ order: kind, stages })
      const keys = [...kept.keys()]
      const counts = keys.map(() => 0)
      const out = new Float64Array(3)
      const random = stream(5, 'sample')
      for (let i = 0; i < 40_000; i++) {
        draw(random, out)
        counts[keys.indexOf(out.join())]!++
      }
      expect(
        fitsLaw(
          counts,
          [...kept.values()].map((weight) => weight / mass),
        ),
      ).toBe(true)
    },
  )
  it('draws only combinations that satisfy the chain', () => {
    fc.assert(
      fc.property(anyChain, fc.nat(), (chain, seed) => {
        const { draw, mass } = compileChain(chain)
        const kept = enumerate(chain)
        fc.pre(mass > 0)
        const out = new Float64Array(chain.stages.length)
        const random = stream(seed, 'sample')
        for (let i = 0; i < 20; i++) {
          draw(random, out)
          expect(kept.has(out.join())).toBe(true)
        }
      }),
    )
  })
  it('reports an unsatisfiable chain', () => {
    const one = { values: [1], probabilities: [1] }
    expect(compileChain({ order: 'increasing', stages: [one, one] }).mass).toBe(0)
    expect(compileChain(restrict({ order: 'any', stages: [one] }, () => false)).mass).toBe(0)
  })
})

describe('chainFreedom', () => {
  it('counts stages with a choice, and a shared one once', () => {
    const two = { values: [1, 2], probabilities: [0.5, 0.5] }
    const one = { values: [1], probabilities: [1] }
    expect(chainFreedom({ order: 'any', stages: [two, two, one] })).toBe(2)
    expect(chainFreedom({ order: 'constant', stages: [two, two] })).toBe(1)
    expect(chainFreedom({ order: 'constant', stages: [one, one] })).toBe(0)
  })
})
