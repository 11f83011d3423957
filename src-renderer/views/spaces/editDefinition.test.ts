import { describe, expect, it } from 'vitest'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { presetIds, presets, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { blockIds, type KernelSide } from '#shared/networks/network.ts'
import { laws, type LawId } from '#shared/random/distributions.ts'
import { valuesOf } from '#shared/random/valuesOf.ts'
import { drawnSizes } from './drawnSizes.ts'
import {
  withBlock,
  withConstraint,
  withEnds,
  withLaw,
  withoutConstraint,
  withStageCount,
  withStagesApart,
} from './editDefinition.ts'

const spaces = presetIds.map((id) => scaleSpace(presets[id], scales.tiny16))
const any = scaleSpace(presets.AnyNetX_A, scales.tiny16)

describe('editing a definition', () => {
  it('gives a valid space for every preset and every number of stages', () => {
    for (const space of spaces) {
      for (const count of [3, 4, 5, 6])
        expect(parseDesignSpace(withStageCount(space, count)).strides).toHaveLength(count)
    }
  })
  it('gives a valid space for every preset and every block', () => {
    for (const space of spaces)
      for (const block of blockIds) expect(parseDesignSpace(withBlock(space, block)).block).toBe(block)
  })
  it('gives depthwise blocks a kernel per stage and takes it from others', () => {
    const depthwise = { ...withBlock(any, 'mbconv'), kernels: [3, 5, 5, 7] as KernelSide[] }
    expect(withStageCount(depthwise, 6).kernels).toEqual([3, 5, 5, 7, 7, 7])
    expect(withStageCount(depthwise, 2).kernels).toEqual([3, 5])
    expect(withBlock(depthwise, 'x').kernels).toBeUndefined()
  })
  it('keeps one distribution per stage when the number of stages changes', () => {
    const apart = withStagesApart(any, 'depth', true)
    expect(drawnSizes(withStageCount(apart, 6)).filter(({ id }) => id === 'depth')).toHaveLength(6)
    expect(parseDesignSpace(withStageCount(apart, 3))).toBeDefined()
    expect(withStagesApart(apart, 'depth', false)).toEqual(any)
  })
  it('replaces a constraint with the same id, and removes it again', () => {
    const first = withConstraint(any, { id: 'widthOrder', order: 'nonDecreasing' })
    const changed = withConstraint(first, { id: 'widthOrder', order: 'increasing' })
    expect(changed.constraints).toEqual([{ id: 'widthOrder', order: 'increasing' }])
    expect(withoutConstraint(changed, 'widthOrder')).toEqual(any)
  })
})

describe('withLaw', () => {
  it('draws values within the previous range, for every pair of laws', () => {
    for (const { distribution } of drawnSizes(any)) {
      const before = valuesOf(distribution)
      for (const law of Object.keys(laws) as LawId[]) {
        const after = valuesOf(withLaw(distribution, law))
        expect(after.length).toBeGreaterThan(0)
        expect(after[0]).toBeGreaterThanOrEqual(before[0]!)
        expect(after.at(-1)).toBeLessThanOrEqual(before.at(-1)!)
      }
    }
  })
})

describe('withEnds', () => {
  it('keeps the entries of a list between the ends', () => {
    expect(withEnds({ law: 'choice', values: [1, 2, 4, 8] }, 2, 4, [1, 2, 4, 8])).toEqual({
      law: 'choice',
      values: [2, 4],
    })
  })
})
