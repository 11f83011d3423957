import { evaluate } from '#shared/graph/evaluate.ts'
import { sizeOf } from '#shared/graph/graph.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { initialState } from '#shared/training/initialState.ts'
import { optimiserOf, recipeSchema } from '#shared/training/recipe.ts'
import { stepNames, trainingGraph } from '#shared/training/trainingGraph.ts'
import { engineOf } from '../engine/createEngine.ts'
import { createNativeSession } from '../native/nativeSession.ts'
import { probeReason } from './probeReason.ts'
import { createSession } from './session.ts'
import type { SessionOptions } from './sessionOptions.ts'
import { tinyNetwork } from './tinyNetwork.ts'

/** tinyNetwork with groups of 6 and 5 channels, whose convolutions some GPU kernels compute incorrectly. */
export const groupedNetwork: Network = {
  ...tinyNetwork,
  stages: [
    { ...tinyNetwork.stages[0]!, width: 12, groupWidth: 6 },
    { ...tinyNetwork.stages[1]!, width: 20, groupWidth: 5 },
  ],
}

/** Deviation of a tensor from the float64 reference: the largest difference relative to the largest element. */
export interface StepDifference {
  tensor: string
  share: number
}

const batch = 8
/** Lower limit for a tensor's largest element: a gradient that should be zero consists of rounding errors. */
const floor = 1e-3

/**
 * The tensor of one training step (losses, momenta, parameters, statistics) that deviates most from the float64
 * reference, by a session of the kind that trains. Calls `loaded` before the step, which may compile for minutes.
 */
export async function furthestOfStep(
  network: Network,
  plan: LoweringPlan,
  options: SessionOptions,
  loaded: () => void = () => undefined,
): Promise<StepDifference> {
  const graph = trainingGraph(network, batch, optimiserOf(recipeSchema.parse({})))
  const feeds = feedsOf(network, graph.inputs.keys(), sizeOf(graph.inputs.get(stepNames.images)!.value.shape))
  const { name } = await engineOf(options.provider)
  const session = await (name === 'bound' ? createNativeSession : createSession)(lowerGraph(graph, plan), options)
  try {
    loaded()
    const actual = await session.compute(new Map(Object.entries(feeds)))
    let furthest: StepDifference = { tensor: stepNames.loss, share: 0 }
    for (const [tensor, { data }] of evaluate(graph, feeds)) {
      const values = actual.get(tensor)!
      const scale = data.reduce((max, value) => Math.max(max, Math.abs(value)), floor)
      const worst = data.reduce((max, value, i) => worse(max, Math.abs(value - values[i]!)), 0)
      if (worse(furthest.share, worst / scale) !== furthest.share) furthest = { tensor, share: worst / scale }
    }
    return furthest
  } finally {
    await session.release()
  }
}

/** The larger value; NaN counts as largest. */
const worse = (a: number, b: number) => (Number.isNaN(a) || a >= b ? a : b)

function feedsOf(network: Network, names: Iterable<string>, pixels: number): Record<string, Float32Array> {
  const state = initialState(network, 1, false)
  const random = stream(1, 'dataset')
  const targets = new Float32Array(batch * network.classes)
  for (let n = 0; n < batch; n++) targets[n * network.classes + (n % network.classes)] = 1
  const given = new Map<string, Float32Array>([
    [stepNames.images, Float32Array.from({ length: pixels }, () => random.normal())],
    [stepNames.targets, targets],
    [stepNames.learningRate, Float32Array.of(0.05)],
  ])
  return Object.fromEntries([...names].map((name) => [name, given.get(name) ?? state.get(name)!]))
}

/** Within the precision of float32 and shorter formats; kernel bugs cause deviations above a tensor's own size. */
const tolerance = 0.02

/**
 * Throws ValueError if a provider fails to compute a training step or silently computes it incorrectly; otherwise its
 * networks would be wrong without notice. Calls `loaded` before the step.
 */
export async function requireRightStep(
  plan: LoweringPlan,
  options: SessionOptions,
  loaded?: () => void,
): Promise<void> {
  const { tensor, share } = await furthestOfStep(groupedNetwork, plan, options, loaded).catch((error: unknown) => {
    throw new ValueError(probeReason((error as Error).message), { cause: error })
  })
  if (share <= tolerance) return
  const percent = Number.isNaN(share) ? 'NaN' : `${Math.round(100 * share)}`
  throw new ValueError(sentence('stepComputedWrong', { tensor, percent }))
}
