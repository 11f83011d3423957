import { describe, expect, it } from 'vitest'
import { comparisonTasks } from '#shared/analysis/comparisonTasks.ts'
import { judgeStep } from '#shared/refinement/comparison/judgeStep.ts'
import { pairCautions } from '#shared/refinement/comparison/pairCautions.ts'
import { proposalOf } from '#shared/refinement/evidence/proposal.ts'
import { smallRegime, smallSpace, syntheticRuns } from '#shared/refinement/testing/syntheticRuns.ts'
import { home as english } from '#shared/messages/en/home.ts'
import { home as korean } from '#shared/messages/ko/home.ts'
import type { Translate } from '#renderer/i18n/texts.ts'
import { cautionTexts } from '#renderer/lib/cautionTexts.ts'

const measuredOn = { classes: 10, validationCount: 500 }
const runs = (id: 'AnyNetX_A' | 'AnyNetX_B', mean: number, count: number, seed: number) =>
  syntheticRuns(smallSpace(id), count, seed, () => mean, 2)
const side = (measured: ReturnType<typeof runs>, diverged = 0) => ({
  errors: measured.map(({ errorPercent }) => errorPercent),
  diverged,
  measuredOn,
})

describe('an open decision', () => {
  it.each([
    ['better', 33, 30, 0],
    ['worse', 30, 33, 0],
    ['no worse', 30, 30, 0],
    ['turned by diverged networks', 33, 30, 30],
    ['of guessing networks', 93, 93, 0],
  ] as const)('%s: Home gives the same verdict as the wizard', (_, oldMean, newMean, diverged) => {
    const [older, newer] = [runs('AnyNetX_A', oldMean, 60, 1), runs('AnyNetX_B', newMean, 60, 2)]
    const sides = { newer: side(newer, diverged), older: side(older) }
    const answers = comparisonTasks.openDecisions({ pairs: [{ id: 7, ...sides }] }).get(7)!
    const judgement = judgeStep(
      { space: smallSpace('AnyNetX_A'), runs: older },
      { space: smallSpace('AnyNetX_B'), runs: newer },
      smallRegime,
    )
    const cautions = pairCautions(sides.newer, sides.older)
    expect(answers).toEqual({
      verdict: judgement.verdict,
      comparison: judgement.comparison,
      cautions,
      missing: proposalOf(judgement, cautions).missing,
    })
  })

  it('cautions about chance and diverged networks before the verdict', () => {
    const guessing = side(runs('AnyNetX_B', 93, 30, 2))
    const turned = side(runs('AnyNetX_B', 30, 30, 2), 30)
    const older = side(runs('AnyNetX_A', 33, 30, 1))
    const pairs = [guessing, turned].map((newer, id) => ({ id, newer, older }))
    const answers = comparisonTasks.openDecisions({ pairs })
    const t = ((key: string) => key) as Translate
    const keys = [0, 1].map((id) => cautionTexts({ name: 'B' }, { name: 'A' }, answers.get(id)!.cautions, t))
    expect(keys).toEqual([['science.chance.all'], ['science.divergedTurns']])
    expect([answers.get(0)!.missing, answers.get(1)!.missing]).toEqual(['chance', 'diverged'])
  })

  it('has a text for every verdict', () => {
    for (const { verdicts } of [english, korean])
      expect(Object.keys(verdicts)).toEqual(['better', 'equal', 'worse', 'undecided'])
  })
})
