import { describe, expect, it } from 'vitest'
import { atChance } from '../comparison/chanceLevel.ts'
import { divergedReading } from '../comparison/divergedRuns.ts'
import { judgeStep, type MeasuredPopulation } from '../comparison/judgeStep.ts'
import type { PairCautions } from '../comparison/pairCautions.ts'
import { proposalOf } from './proposal.ts'
import { smallRegime, smallSpace, syntheticRuns } from '../testing/syntheticRuns.ts'

const population = (id: 'AnyNetX_A' | 'AnyNetX_B', mean: number, count: number, seed: number): MeasuredPopulation => {
  const space = smallSpace(id)
  return { space, runs: syntheticRuns(space, count, seed, () => mean, 2) }
}
const judged = (old: MeasuredPopulation, refined: MeasuredPopulation) =>
  judgeStep(old, refined, smallRegime, { resamples: 300 })
const none: PairCautions = { chance: { newer: null, older: null }, diverged: null }
const a = (mean: number, count: number) => population('AnyNetX_A', mean, count, 1)
const b = (mean: number, count: number) => population('AnyNetX_B', mean, count, 2)

describe('proposalOf', () => {
  it.each([
    ['better', judged(a(33, 60), b(30, 60)), 'accepted'],
    ['no worse and simpler', judged(a(30, 120), b(30, 120)), 'accepted'],
    ['no worse and not simpler', judged(b(30, 120), a(30, 120)), 'rejected'],
    ['worse', judged(a(30, 60), b(33, 60)), 'rejected'],
  ] as const)('of a space that is %s', (_, judgement, decision) => {
    expect(proposalOf(judgement, none)).toEqual({ decision, missing: null })
  })
  it('is null while networks are missing, and their number is known', () => {
    const judgement = judged(a(30, 10), b(30, 10))
    expect(proposalOf(judgement, none)).toEqual({ decision: null, missing: 'networks' })
    const { perSpace, newer, older, more } = judgement.comparison.needed!
    expect([newer, older, more]).toEqual([perSpace - 10, perSpace - 10, 2 * perSpace - 20])
    expect(proposalOf(judged(a(30, 5), b(60, 5)), none)).toEqual({ decision: null, missing: 'networks' })
  })
  it('is null if a population is entirely at chance, or diverged networks could change the answer', () => {
    const better = judged(a(33, 60), b(30, 60))
    const guessing = atChance([90, 89], { classes: 10, validationCount: 100 })
    expect(proposalOf(better, { ...none, chance: { newer: guessing, older: null } })).toEqual({
      decision: null,
      missing: 'chance',
    })
    const errorsOf = ({ runs }: MeasuredPopulation) => runs.map(({ errorPercent }) => errorPercent)
    const reading = (divergedCount: number) =>
      divergedReading({ errors: errorsOf(b(30, 60)), divergedCount }, { errors: errorsOf(a(33, 60)), divergedCount: 0 })
    expect(proposalOf(better, { ...none, diverged: reading(9) })).toEqual({ decision: null, missing: 'diverged' })
    const other = divergedReading(
      { errors: errorsOf(b(30, 60)), divergedCount: 0 },
      { errors: errorsOf(a(33, 60)), divergedCount: 9 },
    )
    expect(proposalOf(better, { ...none, diverged: other })).toEqual({ decision: 'accepted', missing: null })
  })
})
