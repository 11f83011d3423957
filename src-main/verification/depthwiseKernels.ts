import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { KernelSide, Network } from '#shared/networks/network.ts'
import type { EngineOptions } from '#main/trainer/engine/createEngine.ts'
import { furthestOfStep } from '#main/trainer/providers/stepCheck.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'
import { judged, type Case } from './comparison.ts'

/** Kernels of EfficientNet's block, which the reference's networks do not have. */
const kernels = [3, 5] as const satisfies KernelSide[]
const tolerance = 1e-4

/** Checks one training step of an EfficientNet against float64, for each depthwise kernel. */
export async function verifyDepthwiseKernels(plan: LoweringPlan, options: EngineOptions): Promise<Case[]> {
  const cases: Case[] = []
  for (const kernel of kernels) {
    const { tensor, share } = await furthestOfStep(networkOf(kernel), plan, options)
    cases.push(judged(`depthwise kernel ${kernel}x${kernel}: ${tensor}`, share, tolerance))
  }
  return cases
}

/** With and without expansion, shortcut and stride, for maps of odd sides. */
function networkOf(kernel: KernelSide): Network {
  return {
    ...tinyNetwork,
    ...{ block: 'mbconv', activation: 'silu', stemWidth: 16, headWidth: 24, imageSize: 11 },
    stages: [
      { depth: 2, width: 16, stride: 1, bottleneckRatio: 1, groupWidth: 1, kernel },
      { depth: 2, width: 24, stride: 2, bottleneckRatio: 1 / 6, groupWidth: 1, kernel },
    ],
  }
}
