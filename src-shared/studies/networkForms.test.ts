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

  it.each([
    [{ ...regNetX200, wn: 3 }, 'wn: not known'],
    [{ depths: [1], widhts: [8] }, 'widhts: not known (did you mean widths?)'],
    [{ ...regNetX200, strides: [1, 2] }, 'invalid strides: 2 values (the parameters give 4 stages)'],
    [{ ...regNetX200, w0: 20 }, 'invalid initialWidth: 20'],
    [[], 'the list is empty'],
    [7, 'invalid network'],
  ])('refuses %j with a sentence', (input, sentence) => expect(() => readNetworks(input)).toThrow(sentence))
})
