import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { presets, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { networkParts } from '#shared/networks/networkParts.ts'
import { blockDiagram, diagramHeight } from './blockDiagram.ts'

const space = scaleSpace(presets.AnyNetX_A, scales.tiny16)
const { networks } = samplePopulation({
  space,
  regime: { imageSize: 16, classes: 10, convention: 'paper' },
  count: 20,
  seed: 1,
})

describe('blockDiagram', () => {
  it('draws every part right of the one before, inside its width and height', () => {
    fc.assert(
      fc.property(fc.constantFrom(...networks), fc.integer({ min: 100, max: 2000 }), ({ network }, room) => {
        const { boxes, width } = blockDiagram(networkParts(network), room)
        for (const [i, box] of boxes.entries()) {
          const before = boxes[i - 1]
          if (before) expect(box.x).toBeGreaterThan(before.x + before.width)
          expect(box.y).toBeGreaterThanOrEqual(0)
          expect(box.y + box.height).toBeLessThanOrEqual(diagramHeight)
        }
        const last = boxes.at(-1)!
        expect(last.x + last.width).toBeLessThanOrEqual(width + 1e-9)
      }),
    )
  })
  it('fills the available room', () => {
    fc.assert(
      fc.property(fc.constantFrom(...networks), fc.integer({ min: 1000, max: 2000 }), ({ network }, room) => {
        const last = blockDiagram(networkParts(network), room).boxes.at(-1)!
        expect(last.x + last.width).toBeGreaterThan(room - 1)
      }),
    )
  })
  it('spans as many stages as the network has', () => {
    const { network } = networks[0]!
    expect(blockDiagram(networkParts(network), 800).stages.map(({ width }) => width)).toEqual(
      network.stages.map(({ width }) => width),
    )
  })
})
