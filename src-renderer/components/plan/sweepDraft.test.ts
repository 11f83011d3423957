import { describe, expect, it } from 'vitest'
import { studyPlanSchema, type StudyPlan } from '#shared/contract/studies.ts'
import { englishText } from '#shared/sentences/sentence.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { RecipeSweep } from '#shared/training/recipeSweep.ts'
import { draftOf, readDraft } from './planDraft.ts'
import { lawDraftOf, readSweep, sweepDraftOf } from './sweepDraft.ts'

const sweep: RecipeSweep = {
  baseLearningRate: { law: 'logUniform', low: 0.01, high: 1 },
  labelSmoothing: { law: 'choice', values: [0, 0.1, 0.2] },
}
const plan: StudyPlan = studyPlanSchema.parse({
  ...{ imageSize: 16, dataset: { kind: 'synthetic' }, recipe: recipeSchema.parse({}), flops: null },
  ...{ perSpace: 4, seed: 1, provider: 'cpu' },
})
const faultsOf = (draft: Parameters<typeof readDraft>[0]) =>
  Object.entries(readDraft(draft).faults).map(([id, said]) => `${id}: ${englishText(said)}`)

describe('What is drawn for each network', () => {
  it('is read as it is shown', () => expect(readSweep(sweepDraftOf(sweep))).toEqual({ sweep, faults: {} }))

  it('keeps its ends when another law is chosen', () => {
    const law = { ...lawDraftOf(sweep.labelSmoothing!), law: 'uniform' as const }
    expect(readSweep({ labelSmoothing: law }).sweep).toEqual({ labelSmoothing: { law: 'uniform', low: 0, high: 0.2 } })
  })

  it('becomes part of the plan, and nothing of it once its last value is taken out', () => {
    expect(readDraft({ ...draftOf(plan), sweep: sweepDraftOf(sweep) }).plan).toEqual({ ...plan, sweep })
    expect(readDraft(draftOf({ ...plan, sweep })).plan).toEqual({ ...plan, sweep })
    expect(readDraft({ ...draftOf({ ...plan, sweep }), sweep: {} }).plan).toEqual(plan)
  })

  it('has its faults beside its own fields', () => {
    const empty = { law: 'uniform' as const, low: '', high: '', values: '' }
    expect(faultsOf({ ...draftOf(plan), sweep: { momentum: empty } })).toEqual(['sweep.momentum: required'])
    const beyond = { ...empty, low: '0.5', high: '1' }
    expect(faultsOf({ ...draftOf(plan), sweep: { momentum: beyond } })).toEqual(['sweep.momentum: 1 (below 1)'])
    const list = { ...empty, law: 'choice' as const }
    expect(faultsOf({ ...draftOf(plan), sweep: { momentum: list } })).toEqual(['sweep.momentum: a list of at least 1'])
  })
})
