import { describe, expect, it } from 'vitest'
import { blockWidths, fitQuantizedLinear } from './fit.ts'
import { fittedLine } from './fittedLine.ts'

const stages = (...sizes: [depth: number, width: number][]) => ({
  stages: sizes.map(([depth, width]) => ({ depth, width, stride: 2, bottleneckRatio: 1, groupWidth: 8 })),
})

describe('fittedLine', () => {
  it('is the fit to the block widths, also on a repeated request', () => {
    const networks = [stages([1, 24], [2, 56]), stages([12, 4]), stages([1, 24], [2, 56]), stages([2, 24], [1, 56])]
    for (const network of networks) expect(fittedLine(network)).toEqual(fitQuantizedLinear(blockWidths(network)))
    expect(fittedLine(networks[0]!)).not.toEqual(fittedLine(networks[3]!))
  })
})
