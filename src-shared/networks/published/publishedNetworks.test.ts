import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { asBuilt, sizeFaults } from '#shared/networks/buildable.ts'
import { findPublished, publishedFamilies, publishedNames, publishedNetworks } from './publishedNetworks.ts'

type Row = [name: string, flops: number, parameters: number, activations: number]
/** pycls's model_complexity.json; RegNets have their own test. */
const counted: Row[] = [
  ['ResNet-50', 4089185256, 25557032, 11315688],
  ['ResNet-101', 7801406440, 44549160, 16433640],
  ['ResNet-152', 11513627624, 60192808, 22755816],
  ['ResNeXt-50', 4230480872, 25028904, 14602216],
  ['ResNeXt-101', 7969997800, 44177704, 21426152],
  ['ResNeXt-152', 11709514728, 59951400, 29855720],
  ['EfficientNet-B0', 385825092, 5288548, 6748036],
  ['EfficientNet-B1', 686817992, 7794184, 10884328],
  ['EfficientNet-B2', 993578282, 9109994, 13832834],
  ['EfficientNet-B3', 1827162472, 12233232, 23831296],
  ['EfficientNet-B4', 4393801064, 19341616, 49489032],
  ['EfficientNet-B5', 10266426072, 30389784, 98857400],
]
/** FLOPs in units of 10^9 and activations in units of 10^6 of EfficientNets in the paper's Table 4. */
const inTable4: Row[] = [
  ['EfficientNet-B0', 0.4, 5.3, 6.7],
  ['EfficientNet-B1', 0.7, 7.8, 10.9],
  ['EfficientNet-B2', 1, 9.1, 13.8],
  ['EfficientNet-B3', 1.8, 12.2, 23.8],
  ['EfficientNet-B4', 4.2, 19.3, 48.5],
  ['EfficientNet-B5', 9.9, 30.4, 98.9],
]
const networkOf = (name: string) => findPublished(name)!.network

describe('the published networks', () => {
  it('are 36, family by family, ascending by FLOPs', () => {
    expect(publishedNetworks).toHaveLength(36)
    expect([...new Set(publishedNetworks.map(({ family }) => family))]).toEqual(publishedFamilies)
    for (const family of publishedFamilies) {
      const flops = publishedNetworks
        .filter((entry) => entry.family === family)
        .map(({ network }) => networkComplexity(network).flops)
      expect(flops).toEqual(flops.toSorted((a, b) => a - b))
    }
  })

  it.each(counted)('%s has exactly the complexity that pycls counts', (name, flops, parameters, activations) => {
    expect(networkComplexity(networkOf(name), 'pycls')).toEqual({ flops, parameters, activations })
  })

  // Of B4 and B5 the paper prints other FLOPs and activations (4.2, 9.9, 48.5) than its authors' model zoo (4.4, 10.3, 49.5).
  it.each(inTable4)("%s has the complexity of the paper's table", (name, flops, parameters, activations) => {
    const own = networkComplexity(networkOf(name))
    expect(Math.abs(own.parameters / 1e6 - parameters)).toBeLessThan(0.051)
    const isOther = name.endsWith('B4') || name.endsWith('B5')
    expect(Math.abs(own.flops / 1e9 - flops)).toBeLessThan(isOther ? 0.38 : 0.051)
    expect(Math.abs(own.activations / 1e6 - activations)).toBeLessThan(isOther ? 1 : 0.051)
  })

  it('can be built and are described as built', () => {
    for (const { network } of publishedNetworks) {
      expect(sizeFaults(network)).toEqual([])
      expect(asBuilt(network)).toEqual(network)
    }
  })

  it('have a top-1 error that falls with FLOPs, but for EfficientNet-B5, and times that rise with them', () => {
    for (const family of publishedFamilies) {
      const own = publishedNetworks.filter((entry) => entry.family === family && entry.name !== 'EfficientNet-B5')
      const errors = own.map(({ errorPercent }) => errorPercent)
      expect(errors).toEqual(errors.toSorted((a, b) => b - a))
      const times = own.map(({ inferenceMs }) => inferenceMs)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
  })
})

describe('findPublished', () => {
  it('finds each by all of its names', () => {
    for (const entry of publishedNetworks)
      for (const name of [entry.name, ...entry.otherNames]) expect(findPublished(name)).toBe(entry)
    expect(new Set(publishedNames.map((name) => name.toLowerCase())).size).toBe(publishedNames.length)
  })

  it.each([
    ['resnet50.a1_in1k', 'ResNet-50'],
    ['timm/resnext101_32x4d.gluon_in1k', 'ResNeXt-101'],
    [' EFFICIENTNET_B3 ', 'EfficientNet-B3'],
    ['google/efficientnet-b5', 'EfficientNet-B5'],
    ['regnetz_040', undefined],
    ['ResNet-51', undefined],
    ['', undefined],
  ])('resolves %s to %s', (given, name) => expect(findPublished(given)?.name).toBe(name))
})
