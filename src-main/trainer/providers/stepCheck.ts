import { evaluate } from '#shared/graph/evaluate.ts'
import { sizeOf } from '#shared/graph/graph.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Network } from '#shared/networks/network.ts'
import { stream } from '#shared/random/stream.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import { oneHot } from '#shared/training/batchDraw.ts'
import { initialState } from '#shared/training/initialState.ts'
import { optimiserOf, recipeSchema } from '#shared/training/recipe.ts'
import { stepNames, trainingGraph } from '#shared/training/trainingGraph.ts'
import type { EngineChoice, EngineOptions } from '../engine/createEngine.ts'
import { GivenSteps } from '../engine/givenSteps.ts'
import { probeReason } from './probeReason.ts'
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

/** The deviation of a step, and the engine that took it. */
export interface CheckedStep extends StepDifference {
  engine: EngineChoice
}

const batch = 8
const learningRate = 0.05
/** Lower limit for a tensor's largest element: a gradient that should be zero consists of rounding errors. */
const floor = 1e-3

/**
 * The tensor of one training step (loss, momenta, parameters, statistics) that deviates most from the float64 reference,
 * in the engine that trains or the named one. Calls `loaded` before the step, which may compile for minutes.
 */
export async function furthestOfStep(
  network: Network,
  plan: LoweringPlan,
  options: EngineOptions,
  loaded: () => void = () => undefined,
): Promise<CheckedStep> {
  const graph = trainingGraph(network, batch, optimiserOf(recipeSchema.parse({})))
  const state = initialState(network, 1, false)
  const random = stream(1, 'dataset')
  const pixels = sizeOf(graph.inputs.get(stepNames.images)!.value.shape)
  const images = Float32Array.from({ length: pixels }, () => random.normal())
  const labels = Int32Array.from({ length: batch }, (_, n) => n % network.classes)
  const steps = await GivenSteps.open(graph, plan, options, state)
  try {
    loaded()
    const loss = await steps.take({ images, labels, learningRate })
    const actual = new Map<string, Float32Array>([[stepNames.loss, Float32Array.of(loss)]])
    for (const [name, values] of await steps.state()) actual.set(stepNames.next(name), values)
    const feeds = {
      ...Object.fromEntries(state),
      [stepNames.images]: images,
      [stepNames.targets]: oneHot(labels, network.classes),
      [stepNames.learningRate]: [learningRate],
    }
    let furthest: StepDifference = { tensor: stepNames.loss, share: 0 }
    for (const [tensor, { data }] of evaluate(graph, feeds)) {
      const values = actual.get(tensor)
      // The engine counts the errors of the logits and keeps no more of them.
      if (!values) continue
      const scale = data.reduce((max, value) => Math.max(max, Math.abs(value)), floor)
      const worst = data.reduce((max, value, i) => worse(max, Math.abs(value - values[i]!)), 0)
      if (worse(furthest.share, worst / scale) !== furthest.share) furthest = { tensor, share: worst / scale }
    }
    const { name, reason } = steps.loaded
    return { ...furthest, engine: { name, reason } }
  } finally {
    await steps.release()
  }
}

/** The larger value; NaN counts as largest. */
const worse = (a: number, b: number) => (Number.isNaN(a) || a >= b ? a : b)

/** Within the precision of float32 and shorter formats; kernel bugs cause deviations above a tensor's own size. */
const tolerance = 0.02

/**
 * Checks a training step by the engine that trains, and returns which one that is. Throws ValueError if a provider fails
 * to compute it or silently computes it incorrectly; otherwise its networks would be wrong without notice. Calls `loaded`
 * before the step.
 */
export async function requireRightStep(
  plan: LoweringPlan,
  options: EngineOptions,
  loaded?: () => void,
): Promise<EngineChoice> {
  const { tensor, share, engine } = await furthestOfStep(groupedNetwork, plan, options, loaded).catch(
    (error: unknown) => {
      throw new ValueError(probeReason((error as Error).message), { cause: error })
    },
  )
  if (share <= tolerance) return engine
  const percent = Number.isNaN(share) ? 'NaN' : `${Math.round(100 * share)}`
  throw new ValueError(sentence('stepComputedWrong', { tensor, percent }))
}
