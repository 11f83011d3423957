import { describe, expect, it } from 'vitest'
import { constraintIds, type Constraint } from '#shared/designspaces/constraints/constraints.ts'
import { timeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import { fitTimeFormula } from '#shared/timing/predictedTime.ts'
import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { presets } from '#shared/designspaces/presets.ts'
import { addableConstraints, startOf, withBound, withField } from './constraintForms.ts'

describe('constraint forms', () => {
  it('offer every kind that fits the space and is missing, and add a valid one', () => {
    for (const space of [presets.AnyNetX_C, presets.RegNetX]) {
      const offered = addableConstraints(space)
      for (const id of offered)
        expect(parseDesignSpace({ ...space, constraints: [startOf(id)] }).constraints).toEqual([startOf(id)])
      expect(offered).not.toContain(space.constraints[0]?.id)
    }
    const both = [presets.AnyNetX_A, presets.RegNetX].flatMap(addableConstraints)
    expect(new Set(both)).toEqual(new Set(constraintIds))
  })
  it('begin a limit of time with what was measured here', () => {
    const times = [1, 2, 3, 4, 5, 6, 7, 8].map((time) => ({ flops: time * 1e6, activations: time * 1e4, time }))
    const conditions = { mode: 'inference', batchSize: 1, provider: 'cpu', device: 'CPU', threads: 1 } as const
    const fit = fitTimeFormula(times)!
    const full = { ...conditions, plan: null, driver: null, onnxruntime: '1' }
    const source = timeSource(fit, full)
    const start = startOf('predictedTime', { source, prediction: { fit, conditions: full, isPublished: false } })
    expect(start).toEqual({ id: 'predictedTime', limits: [{ ...source, max: 8 }] })
  })
  it('set and remove a field', () => {
    const constraint: Constraint = { id: 'widthRange', max: 64 }
    expect(withField(constraint, 'min', 8)).toEqual({ id: 'widthRange', min: 8, max: 64 })
    expect(withField(constraint, 'max', undefined)).toEqual({ id: 'widthRange' })
  })
  it('change one of several limits of an end; a single remaining limit is no list', () => {
    const paper = { offset: 3e6, perGigaFlops: 5.5e6, exponent: 1 }
    expect(withBound([paper, 1e9], 1, 2e9)).toEqual([paper, 2e9])
    expect(withBound([paper, 1e9], 1, undefined)).toEqual(paper)
    expect(withBound(1e9, 0, undefined)).toBeUndefined()
    expect(withBound(undefined, 0, 1e9)).toBe(1e9)
  })
})
