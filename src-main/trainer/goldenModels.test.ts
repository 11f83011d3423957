import { describe, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import { goldenModelNames, modelDigest, type GoldenModels } from './testing/goldenModels.ts'
import table from './testing/goldenModels.json' with { type: 'json' }

const golden: GoldenModels = table

describe.each(Object.values(loweringPlans))('the models of plan $id', (plan) => {
  it.each(goldenModelNames)('%s are byte for byte those its runs started with', (name) => {
    expect(modelDigest(name, plan)).toBe(golden[plan.id]?.[name])
  })
})
