import { describe, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { plansOf } from './plansHere.ts'
import { furthestOfStep, groupedNetwork, requireRightStep } from './stepCheck.ts'

const cpu = { provider: 'cpu', threads: 1 }
const { portable } = loweringPlans

/** The portable plan with a kernel that loses the gradient's sign where the forward pass was cut off. */
const wrong: LoweringPlan = {
  ...portable,
  formulations: {
    ...portable.formulations,
    reluGradient: (context, { inputs: [y, dy], outputs: [dx] }) => [
      context.emit(dx, context.onnx.add('Add', [context.name(y), context.name(dy)])),
    ],
  },
}

describe('a training step with groups of 6 and 5 channels', () => {
  it.each([...plansOf('cpu')])('matches float64 under the %s plan', async (_, plan) => {
    expect((await furthestOfStep(groupedNetwork, plan, cpu)).share).toBeLessThan(1e-5)
    await requireRightStep(plan, cpu)
  })

  it('reports the tensor and its deviation if it is wrong', async () => {
    const { tensor, share } = await furthestOfStep(groupedNetwork, wrong, cpu)
    expect(share).toBeGreaterThan(0.5)
    const error = await requireRightStep(wrong, cpu).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ValueError)
    const percent = `${Math.round(100 * share)}`
    expect((error as ValueError).sentence).toEqual(sentence('stepComputedWrong', { tensor, percent }))
  })

  it('reports why it cannot be computed at all', async () => {
    const absent = requireRightStep(portable, { provider: 'coreml', threads: 1 })
    if (process.platform !== 'darwin') await expect(absent).rejects.toThrow(ValueError)
  })
})
