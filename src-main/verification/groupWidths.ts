import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import type { EngineOptions } from '#main/trainer/engine/createEngine.ts'
import { furthestOfStep } from '#main/trainer/providers/stepCheck.ts'
import { tinyNetwork } from '#main/trainer/providers/tinyNetwork.ts'
import { judged, type Case } from './comparison.ts'

/** Group widths that leave a remainder in vectorised kernels; the reference's networks have powers of two. */
const groupWidths = [5, 6, 7, 9, 10]
const tolerance = 1e-4

/** Checks one training step against float64, for a network with two groups of each such width. */
export async function verifyGroupWidths(plan: LoweringPlan, options: EngineOptions): Promise<Case[]> {
  const cases: Case[] = []
  for (const groupWidth of groupWidths) {
    const { tensor, share } = await furthestOfStep(networkOf(groupWidth), plan, options)
    cases.push(judged(`groups of ${groupWidth} channels: ${tensor}`, share, tolerance))
  }
  return cases
}

function networkOf(groupWidth: number): Network {
  const stages = [{ depth: 1, width: 2 * groupWidth, stride: 1, bottleneckRatio: 1, groupWidth }]
  return { ...tinyNetwork, block: 'x', seRatio: 0, stages }
}
