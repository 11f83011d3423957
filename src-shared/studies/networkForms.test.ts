import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { toNeutralForm } from '#shared/networks/neutralForm.ts'
import { readNetworks } from './networkForms.ts'

const regNetX200 = { wa: 36.44, w0: 24, wm: 2.49, d: 13, g: 8 }

describe('readNetworks', () => {
  it('builds RegNetX-200MF from its parameters', () => {
    const [{ network, regNet }] = readNetworks(regNetX200) as [ReturnType<typeof readNetworks>[0]]
    expect(networkComplexity(network, 'pycls')).toEqual({ flops: 199040872, parameters: 2684792, activations: 2164056 })
    expect(regNet).toMatchObject({ depth: 13, bottleneckRatio: 1 })
  })

  it('takes every form to the same network', () => {
    const [{ network }] = readNetworks(regNetX200) as [ReturnType<typeof readNetworks>[0]]
    const own = {
      depth: 13,
      initialWidth: 24,
      widthSlope: 36.44,
      widthMultiplier: 2.49,
      bottleneckRatio: 1,
      groupWidth: 8,
    }
    for (const form of [own, network, toNeutralForm(network), { name: 'x', config: regNetX200 }])
      expect(readNetworks(form)[0]!.network).toEqual(network)
  })

  it('reads b as the inverse of the paper’s ratio', () => {
    const [{ network }] = readNetworks({ ...regNetX200, b: 0.25 }) as [ReturnType<typeof readNetworks>[0]]
    expect(network.stages.map(({ bottleneckRatio }) => bottleneckRatio)).toEqual([4, 4, 4, 4])
  })

  it('reads lists with names and batches', () => {
    const list = readNetworks([{ name: 'a', batch: 32, config: regNetX200 }, regNetX200])
    expect(list.map(({ name, batch }) => [name, batch])).toEqual([
      ['a', 32],
      ['network 2', undefined],
    ])
  })

  const one = (input: unknown) => readNetworks(input)[0]!

  it('calls one by its name, its id or what it is, and tells which are for graphics cards', () => {
    const config = regNetX200
    const named = [config, { config }, { id: 'a', config }, { id: 'a', name: 'b', gpu_only: true, config }].map(one)
    expect(named.map(({ name, gpuOnly, batch }) => [name, gpuOnly, batch])).toEqual([
      ['network', false, undefined],
      ['network', false, undefined],
      ['a', false, undefined],
      ['b', true, undefined],
    ])
    expect(Object.keys(one(config))).not.toContain('batch')
  })

  it('reads what sample --json prints, without its last line', () => {
    const { network } = one(regNetX200)
    const summary = {
      ...{ space: 'A', networks: 1, candidates: 2, accepted: 1 },
      ...{ acceptanceRate: 0.5, plainAcceptanceRate: 0.5, durationMs: 3 },
    }
    expect(readNetworks([{ network, complexity: { flops: 1 } }, summary]).map((read) => read.network)).toEqual([
      network,
    ])
    expect(() => readNetworks([summary])).toThrow('the list is empty')
  })

  it.each([
    [{}, 'x', 0],
    [{ se_on: true }, 'y', 0.25],
    [{ se_on: true, se_r: 0.5 }, 'y', 0.5],
    [{ se_r: 0.5 }, 'y', 0.5],
    [{ se_on: false, se_r: 0.5 }, 'x', 0],
  ])('with %j has block %s with a ratio of %d', (excitation, block, seRatio) => {
    expect(one({ ...regNetX200, ...excitation }).network).toMatchObject({ block, seRatio })
  })

  it('takes one stride for all stages, or one for each', () => {
    const strides = (input: object) => one({ ...regNetX200, ...input }).network.stages.map(({ stride }) => stride)
    expect(strides({})).toEqual([2, 2, 2, 2])
    expect(strides({ stride: 1 })).toEqual([1, 1, 1, 1])
    expect(strides({ strides: [1, 2, 1, 4] })).toEqual([1, 2, 1, 4])
  })

  it('passes over what a form says about training', () => {
    const { network } = one(regNetX200)
    const form = { ...toNeutralForm(network), bn_mom: 0.1, zero_init_final_gamma: true }
    expect(one(form).network).toEqual(network)
  })

  it('has the parameters of a RegNet where it was given by them, and not otherwise', () => {
    const read = one(regNetX200)
    expect(read.regNet).toEqual({
      ...{ depth: 13, initialWidth: 24, widthSlope: 36.44, widthMultiplier: 2.49 },
      ...{ bottleneckRatio: 1, groupWidth: 8 },
    })
    expect(one(read.network).regNet).toBeUndefined()
    expect(one(toNeutralForm(read.network)).regNet).toBeUndefined()
  })

  it.each(['wa', 'w0', 'wm', 'widthSlope', 'initialWidth', 'widthMultiplier'])(
    'takes what has %s for a RegNet',
    (key) => {
      expect(() => readNetworks({ [key]: 2 })).toThrow('invalid RegNet')
    },
  )

  it.each([
    [null, 'invalid network'],
    [{ stages: [] }, 'stages is [] (a list of at least 1)'],
    [{ ...regNetX200, wn: 3 }, 'wn: not known'],
    [{ depths: [1], widhts: [8] }, 'widhts: not known (did you mean widths?)'],
    [{ ...regNetX200, strides: [1, 2] }, 'invalid strides: 2 values (the parameters give 4 stages)'],
    [{ ...regNetX200, w0: 20 }, 'invalid initialWidth: 20'],
    [[], 'the list is empty'],
    [7, 'invalid network'],
  ])('refuses %j with a sentence', (input, sentence) => expect(() => readNetworks(input)).toThrow(sentence))
})
