import { describe, expect, it } from 'vitest'
import { studyPlanSchema, type StudyPlan } from '#shared/contract/studies.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { draftOf, isOn, readDraft, readFields, switched, typedText, type PlanDraft } from './planDraft.ts'
import { countTyped, numberOf } from './planFields.ts'

const plan: StudyPlan = studyPlanSchema.parse({
  imageSize: 16,
  dataset: { kind: 'synthetic' },
  recipe: {},
  flops: { low: 0.3e6, high: 0.5e6 },
  perSpace: 48,
  seed: 1,
  provider: 'cpu',
})
const typing = (typed: PlanDraft['typed']): PlanDraft => ({ plan, typed })

describe('draft of a plan', () => {
  it('reads an untouched plan as itself', () => {
    expect(readDraft(draftOf(plan))).toEqual({ plan, faults: {} })
  })
  it('keeps typed text and reports its fault', () => {
    const draft = typing({ epochs: '2.5', batchSize: '0', baseLearningRate: '-0.1x', labelSmoothing: '1' })
    const { plan: read, faults } = readDraft(draft)
    expect(read).toBeUndefined()
    expect(typedText(draft, 'baseLearningRate')).toBe('-0.1x')
    expect(faults).toEqual({
      epochs: sentence('notWhole'),
      batchSize: sentence('atLeast', { limit: 1 }),
      baseLearningRate: sentence('notNumber'),
      labelSmoothing: sentence('below', { limit: 1 }),
    })
  })
  it('assigns a fault that concerns two fields to one of them', () => {
    expect(readDraft(typing({ flopsLow: '0.6M' })).faults).toEqual({ flopsHigh: sentence('endsSwapped') })
    expect(readDraft(typing({ epochs: '2', warmupEpochs: '3' })).faults).toEqual({
      warmupEpochs: sentence('warmupTooLong'),
    })
    const both = switched(typing({ cropPadding: '4' }), 'randomResizedCrop', true)
    expect(readDraft(both).faults).toEqual({ cropPadding: sentence('cropsExclude') })
  })
  it('takes empty ends of the window as open', () => {
    expect(readDraft(typing({ flopsLow: '', flopsHigh: ' ' })).plan?.flops).toBeNull()
    expect(readDraft(typing({ flopsLow: '' })).plan?.flops).toEqual({ low: 0, high: 0.5e6 })
    expect(readDraft(typing({ flopsHigh: '' })).plan?.flops).toEqual({ low: 0.3e6, high: Number.MAX_SAFE_INTEGER })
  })
  it('sets the size of the data set to that of the images', () => {
    expect(readDraft(typing({ imageSize: '32' })).plan?.dataset).toMatchObject({ kind: 'synthetic', imageSize: 32 })
  })
  it('reads some fields whatever is typed into the others', () => {
    const draft = typing({ perSpace: 'many', flopsLow: '0.1M' })
    expect(readFields(draft, ['flopsLow', 'flopsHigh'])?.flops).toEqual({ low: 0.1e6, high: 0.5e6 })
    expect(readFields(draft, ['perSpace'])).toBeUndefined()
  })
  it('switches parts of the recipe on and off', () => {
    const on = switched(draftOf(plan), 'ema', true)
    expect([isOn(draftOf(plan), 'ema'), isOn(on, 'ema')]).toEqual([false, true])
    expect(readDraft(switched(on, 'ema', false)).plan).toEqual(plan)
  })
  it('writes counts as it reads them', () => {
    for (const count of [1, 500, 99_999, 300_000, 321_456, 16e6, 1.6e9]) {
      expect(numberOf('flopsLow', countTyped(count))).toBe(count)
    }
  })
})
