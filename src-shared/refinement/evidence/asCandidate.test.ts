import { describe, expect, it } from 'vitest'
import type { Constraint } from '#shared/designspaces/constraints/constraints.ts'
import { fittedLine } from '#shared/designspaces/fit/fittedLine.ts'
import { presetIds } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { asCandidate, lineOf } from './asCandidate.ts'
import type { MeasuredNetwork } from './measuredRun.ts'
import { fulfils } from '../steps/refinement.ts'
import { smallRegime, smallSpace } from '../testing/syntheticRuns.ts'

const sampled = (space = smallSpace('AnyNetX_A'), count = 300, seed = 1) =>
  samplePopulation({ space, regime: smallRegime, count, seed }).networks
const withDraw = (candidate: ReturnType<typeof sampled>[number]): MeasuredNetwork => {
  const { network, complexity } = candidate
  return { network, complexity, draw: drawOf(candidate) }
}
const isMet = (constraint: Constraint, measured: MeasuredNetwork) =>
  fulfils({ kind: 'constraint', constraint }, measured)

describe('A network with its draw', () => {
  it('of AnyNetX_A is judged by the drawn group widths, which changes the result', () => {
    const groupWidthRange: Constraint = { id: 'groupWidthRange', min: 8 }
    const judged = sampled().map((candidate) => ({
      drawn: candidate.drawn.groupWidths.every((width) => width >= 8),
      kept: isMet(groupWidthRange, withDraw(candidate)),
      inferred: isMet(groupWidthRange, { ...withDraw(candidate), draw: null }),
    }))
    expect(judged.map(({ kept }) => kept)).toEqual(judged.map(({ drawn }) => drawn))
    expect(judged.filter(({ drawn, inferred }) => drawn !== inferred).length).toBeGreaterThan(0)
  })
  it('of RegNetX is judged by the drawn line, which changes the result', () => {
    const range: Constraint = { id: 'widthMultiplierRange', min: 2.25 }
    const judged = sampled(smallSpace('RegNetX'), 80).map((candidate) => ({
      drawn: candidate.regNet!.widthMultiplier >= 2.25,
      kept: isMet(range, withDraw(candidate)),
      inferred: isMet(range, { ...withDraw(candidate), draw: null }),
    }))
    expect(judged.map(({ kept }) => kept)).toEqual(judged.map(({ drawn }) => drawn))
    expect(judged.filter(({ drawn, inferred }) => drawn !== inferred).length).toBeGreaterThan(0)
  })
  it.each(presetIds)('of %s satisfies every constraint of its space, and its line is the drawn one', (id) => {
    const space = smallSpace(id)
    for (const candidate of sampled(space, 20, 2)) {
      const measured = withDraw(candidate)
      for (const constraint of space.constraints) expect(isMet(constraint, measured)).toBe(true)
      const { drawn, regNet } = asCandidate(measured)
      expect(drawn).toMatchObject(candidate.drawn)
      expect(regNet).toEqual(candidate.regNet)
      const { initialWidth, widthSlope, widthMultiplier } = candidate.regNet ?? fittedLine(candidate.network)
      expect(lineOf(measured)).toMatchObject({ initialWidth, widthSlope, widthMultiplier })
    }
  })
})

describe('A network without its draw', () => {
  it.each(presetIds)('of %s gets one that satisfies the constraints of the space', (id) => {
    const space = smallSpace(id)
    for (const candidate of sampled(space, 20, 2)) {
      const { drawn } = asCandidate({ ...withDraw(candidate), draw: null })
      expect(drawn.depths).toEqual(candidate.drawn.depths)
      expect(drawn.bottleneckRatios).toEqual(candidate.drawn.bottleneckRatios)
      if (space.constraints.some((constraint) => constraint.id === 'sharedGroupWidth'))
        expect(new Set(drawn.groupWidths).size).toBe(1)
    }
  })
})
