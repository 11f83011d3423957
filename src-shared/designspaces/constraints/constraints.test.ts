import { describe, expect, it } from 'vitest'
import { constraintIds, constraints, kindOf, type Constraint, type ConstraintId } from './constraints.ts'
import { cardinality } from '../sampling/cardinality.ts'
import { parseDesignSpace, parseRegime } from '../parse.ts'
import { presets } from '../presets.ts'
import { samplePopulation } from '../sampling/samplePopulation.ts'

const imageNet = parseRegime({ imageSize: 224, classes: 1000, flops: { low: 360e6, high: 400e6 } })

describe('constraints', () => {
  const paper = {
    parameters: { id: 'parameters', max: { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 } },
    activations: { id: 'activations', max: { offset: 0, perGigaFlops: 6.5e6, exponent: 0.5 } },
  } as const
  /** At ImageNet scale. */
  const examples: Partial<Record<ConstraintId, Constraint>> = {
    ...paper,
    quantizedLinearWidths: { id: 'quantizedLinearWidths', maxFitError: 0.5 },
    widthRange: { id: 'widthRange', max: 512 },
    flops: { id: 'flops', max: 1e9 },
  }
  it.each(constraintIds)('%s can be sampled alone, in a space of its kind', (id) => {
    const kind = kindOf({ id }).only === 'regNet' ? 'RegNetX' : 'AnyNetX_A'
    const example = examples[id] ?? { id, ...constraints[id].start }
    const space = parseDesignSpace({ ...presets[kind], constraints: [example] })
    const regime = { ...imageNet, flops: { low: 100e6, high: 800e6 } }
    expect(samplePopulation({ space, regime, count: 2, seed: 1 }).networks.length).toBe(2)
  })
  it('bound parameters and activations by functions of FLOPs', () => {
    const space = parseDesignSpace({ ...presets.RegNetX, constraints: [paper.parameters, paper.activations] })
    const { networks } = samplePopulation({ space, regime: imageNet, count: 20, seed: 1 })
    for (const { complexity } of networks) {
      const f = complexity.flops / 1e9
      expect(complexity.parameters).toBeLessThanOrEqual((3 + 5.5 * f) * 1e6)
      expect(complexity.activations).toBeLessThanOrEqual(6.5 * Math.sqrt(f) * 1e6)
    }
  })
  it('apply an order of widths to the network as built, too', () => {
    const space = parseDesignSpace({ ...presets.AnyNetX_A, constraints: [{ id: 'widthOrder', order: 'increasing' }] })
    const { networks } = samplePopulation({ space, regime: imageNet, count: 30, seed: 1 })
    for (const { network } of networks)
      for (const [i, stage] of network.stages.entries())
        if (i > 0) expect(stage.width).toBeGreaterThan(network.stages[i - 1]!.width)
  })
  it("treat a RegNet's widths as never falling, in sampling and counting", () => {
    const constraints: Constraint[] = [{ id: 'widthOrder', order: 'nonDecreasing' }]
    for (const regime of [imageNet, { ...imageNet, flops: { low: 3e9, high: 5e9 } }])
      for (const candidate of samplePopulation({ space: presets.RegNetX, regime, count: 150, seed: 4 }).networks)
        expect(kindOf(constraints[0]!).check(candidate, constraints[0]!)).toBe(true)
    const demanded = parseDesignSpace({ ...presets.RegNetX, constraints })
    expect(cardinality(demanded)).toEqual(cardinality(presets.RegNetX))
  })
})
