import { describe, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { Network } from '#shared/networks/network.ts'
import { plansOf } from './plansHere.ts'
import { furthestOfStep, groupedNetwork, requireRightStep } from './stepCheck.ts'
import { tinyNetwork } from './tinyNetwork.ts'

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

/** EfficientNet's blocks with kernels of 3 and 5, with and without expansion and shortcut, for maps of odd sides. */
const efficientNet: Network = {
  ...tinyNetwork,
  ...{ block: 'mbconv', activation: 'silu', stemWidth: 16, headWidth: 24, imageSize: 11 },
  stages: [
    { depth: 2, width: 16, stride: 1, bottleneckRatio: 1, groupWidth: 1, kernel: 3 },
    { depth: 2, width: 24, stride: 2, bottleneckRatio: 1 / 6, groupWidth: 1, kernel: 5 },
    { depth: 1, width: 20, stride: 2, bottleneckRatio: 1 / 6, groupWidth: 1, kernel: 3 },
  ],
}

describe('a training step of an EfficientNet', () => {
  it.each([...plansOf('cpu')])('matches float64 under the %s plan', async (_, plan) => {
    expect((await furthestOfStep(efficientNet, plan, cpu)).share).toBeLessThan(1e-5)
  })
})

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
