import { describe, expect, it } from 'vitest'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { namesOf, publishedNetwork, publishedRegNet, publishedRegNets } from './publishedRegNets.ts'

type Figures = [
  ...[name: string, code: string, depths: number[], widths: number[], groupWidth: number],
  ...[flops: number, parameters: number, activations: number],
]
/**
 * Published figures: depths, widths and group widths from pycls and transformers, complexities from pycls's
 * model_complexity.json.
 */
const published: Figures[] = [
  ['RegNetX-200MF', '002', [1, 1, 4, 7], [24, 56, 152, 368], 8, 199040872, 2684792, 2164056],
  ['RegNetX-400MF', '004', [1, 2, 7, 12], [32, 64, 160, 384], 16, 397678568, 5157512, 3143272],
  ['RegNetX-600MF', '006', [1, 3, 5, 7], [48, 96, 240, 528], 24, 600891112, 6196040, 3975096],
  ['RegNetX-800MF', '008', [1, 3, 7, 5], [64, 128, 288, 672], 16, 799700712, 7259656, 5148744],
  ['RegNetX-1.6GF', '016', [2, 4, 10, 2], [72, 168, 408, 912], 24, 1602850792, 9190136, 7933512],
  ['RegNetX-3.2GF', '032', [2, 6, 15, 2], [96, 192, 432, 1008], 48, 3176622952, 15296552, 11367432],
  ['RegNetX-4.0GF', '040', [2, 5, 14, 2], [80, 240, 560, 1360], 40, 3964499816, 22118248, 12201608],
  ['RegNetX-6.4GF', '064', [2, 4, 10, 1], [168, 392, 784, 1624], 56, 6460292264, 26209256, 16369744],
  ['RegNetX-8.0GF', '080', [2, 5, 15, 1], [80, 240, 720, 1920], 120, 7995133416, 39572648, 14059688],
  ['RegNetX-12GF', '120', [2, 5, 11, 1], [224, 448, 896, 2240], 112, 12086679016, 46106056, 21366568],
  ['RegNetX-16GF', '160', [2, 6, 13, 1], [256, 512, 896, 2048], 128, 15940756456, 54278536, 25515496],
  ['RegNetX-32GF', '320', [2, 7, 13, 1], [336, 672, 1344, 2520], 168, 31735930792, 107811560, 36302160],
  ['RegNetY-200MF', '002', [1, 1, 4, 7], [24, 56, 152, 368], 8, 199519076, 3162996, 2168052],
  ['RegNetY-400MF', '004', [1, 3, 6, 6], [48, 104, 208, 440], 8, 401849056, 4344144, 3892496],
  ['RegNetY-600MF', '006', [1, 3, 7, 4], [48, 112, 256, 608], 16, 601227608, 6055160, 4334296],
  ['RegNetY-800MF', '008', [1, 3, 8, 2], [64, 128, 320, 768], 16, 797183328, 6263168, 5249888],
  ['RegNetY-1.6GF', '016', [2, 6, 17, 2], [48, 120, 336, 888], 24, 1612087326, 11202430, 8044814],
  ['RegNetY-3.2GF', '032', [2, 5, 13, 1], [72, 216, 576, 1512], 24, 3176496162, 19436338, 11263418],
  ['RegNetY-4.0GF', '040', [2, 6, 12, 2], [128, 192, 512, 1088], 64, 3973301344, 20646656, 12287200],
  ['RegNetY-6.4GF', '064', [2, 7, 14, 2], [144, 288, 576, 1296], 72, 6355221876, 30583252, 16407188],
  ['RegNetY-8.0GF', '080', [2, 4, 10, 1], [168, 448, 896, 2016], 56, 7963074196, 39180068, 17968916],
  ['RegNetY-12GF', '120', [2, 5, 11, 1], [224, 448, 896, 2240], 112, 12092395504, 51822544, 21384496],
  ['RegNetY-16GF', '160', [2, 4, 11, 1], [224, 448, 1232, 3024], 112, 15911534044, 83590140, 23041228],
  ['RegNetY-32GF', '320', [2, 5, 12, 1], [232, 696, 1392, 3712], 232, 32279583362, 145046770, 30261570],
]

describe('the 24 RegNets of the paper', () => {
  it('are complete and in this order', () => {
    expect(publishedRegNets.map(({ name }) => name)).toEqual(published.map(([name]) => name))
  })

  it.each(published)(
    '%s matches its published figures',
    (name, code, depths, widths, group, flops, parameters, activations) => {
      const network = publishedNetwork(publishedRegNet(name)!)
      expect(network.stages.map(({ depth }) => depth)).toEqual(depths)
      expect(network.stages.map(({ width }) => width)).toEqual(widths)
      expect(network.stages.map(({ groupWidth }) => groupWidth)).toEqual(widths.map((width) => Math.min(group, width)))
      expect(networkComplexity(network, 'pycls')).toEqual({ flops, parameters, activations })
      expect(publishedRegNet(name)!.code).toBe(code)
    },
  )
})

describe('publishedRegNet', () => {
  it('finds each by its three names', () => {
    for (const entry of publishedRegNets) for (const name of namesOf(entry)) expect(publishedRegNet(name)).toBe(entry)
  })

  it.each([
    ['regnetx_002', 'RegNetX-200MF'],
    ['regnety_032', 'RegNetY-3.2GF'],
    ['regnety_032.ra_in1k', 'RegNetY-3.2GF'],
    ['timm/regnety_320.seer', 'RegNetY-32GF'],
    ['hf-hub:timm/regnetx_016.pycls_in1k', 'RegNetX-1.6GF'],
    ['facebook/regnet-y-040', 'RegNetY-4.0GF'],
    ['regnet-x-160', 'RegNetX-16GF'],
    ['RegNetX-200MF', 'RegNetX-200MF'],
    [' regnety-4gf ', 'RegNetY-4.0GF'],
    ['RegNetY 8.0GF', 'RegNetY-8.0GF'],
    ['RegNetX_0.4GF', 'RegNetX-400MF'],
    ['RegNetX-1600MF', 'RegNetX-1.6GF'],
  ])('resolves %s to %s', (given, name) => expect(publishedRegNet(given)?.name).toBe(name))

  it.each([
    'regnet_x_400mf',
    'regnetz_040',
    'regnety_640',
    'RegNetX-250MF',
    'RegNetX-4MF',
    'regnetx_004_tv',
    'RegNetX',
    '',
  ])('does not resolve %s', (given) => expect(publishedRegNet(given)).toBeUndefined())
})
