import { describe, expect, it } from 'vitest'
import { parseDesignSpace } from './parse.ts'
import { presetIds, presetNamed, presets, scales, scaleSpace } from './presets.ts'
import { samplePopulation } from './sampling/samplePopulation.ts'

describe('presetNamed', () => {
  it('returns the preset or suggests the nearest', () => {
    expect(presetNamed('RegNetX')).toBe(presets.RegNetX)
    expect(() => presetNamed('RegNetZ')).toThrow('unknown design space: RegNetZ (did you mean RegNetX?)')
  })
})

describe('scaleSpace', () => {
  it('cuts ranges and keeps laws, lower ends and constraints', () => {
    const space = scaleSpace(presets.AnyNetX_E, scales.tiny16)
    expect(space).toMatchObject({ id: 'AnyNetX_E', stem: 'cifar', stemWidth: 8, strides: [1, 2, 2, 2] })
    expect(space.parameters).toEqual({
      ...presets.AnyNetX_E.parameters,
      depth: { law: 'logUniform', low: 1, high: 8, quantum: 1 },
      width: { law: 'logUniform', low: 8, high: 128, quantum: 8 },
    })
    expect(space.constraints).toEqual(presets.AnyNetX_E.constraints)
  })
  it('bounds the widths of a RegNet by one constraint', () => {
    const once = scaleSpace(presets.RegNetX, scales.tiny16)
    expect(once.constraints).toEqual([{ id: 'widthRange', max: 128 }])
    expect(once.parameters).toMatchObject({
      depth: { high: 32 },
      initialWidth: { high: 128 },
      widthSlope: { high: 128 },
    })
    expect(scaleSpace(once, { maxWidth: 64 }).constraints).toEqual([{ id: 'widthRange', max: 64 }])
  })
  it('changes nothing without limits', () => {
    for (const id of presetIds) expect(scaleSpace(presets[id], {})).toEqual(presets[id])
  })
  it('cuts powers of two and lists of values, stage by stage', () => {
    const list = { law: 'choice', values: [8, 64] }
    const power = { law: 'powerOf2', low: 1, high: 64 }
    const width = [list, list, list]
    const parameters = { ...presets.AnyNetX_A.parameters, width, groupWidth: power }
    const space = parseDesignSpace({ id: 'a', name: 'a', strides: [1, 2, 2], parameters })
    const cut = { law: 'choice', values: [8] }
    expect(scaleSpace(space, { maxWidth: 24 }).parameters).toMatchObject({
      width: [cut, cut, cut],
      groupWidth: { law: 'powerOf2', low: 1, high: 16 },
    })
  })
  it('refuses a limit below every value', () => {
    expect(() => scaleSpace(presets.AnyNetX_A, { maxWidth: 4 })).toThrow(
      'the limit 4 of width is below every value of the space',
    )
  })
  it('names strides that do not match the stages', () => {
    const { parameters } = presets.AnyNetX_A
    const depth = { law: 'choice', values: [1] }
    const space = parseDesignSpace({
      id: 'a',
      name: 'a',
      parameters: { ...parameters, depth: [depth, depth, depth, depth] },
    })
    expect(() => scaleSpace(space, { strides: [1, 2] })).toThrow(
      'invalid design space: parameters.depth: 4 distributions for 2 stages',
    )
  })
  it.each([[[1]], [[1, 2]], [[1, 2, 2]], [[1, 2, 2, 2, 1]], [[1, 2, 1, 2, 1, 2]]])(
    'samples AnyNets and RegNets of strides %j',
    (strides) => {
      for (const id of ['AnyNetX_E', 'RegNetX'] as const) {
        const space = scaleSpace(presets[id], { ...scales.tiny16, strides })
        const regime = { imageSize: 16, classes: 10, convention: 'paper' } as const
        const { networks } = samplePopulation({ space, regime, count: 5, seed: 1 })
        for (const { network } of networks) expect(network.stages.map((stage) => stage.stride)).toEqual(strides)
      }
    },
  )
})
