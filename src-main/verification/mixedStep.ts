import { initialLossScale } from '#shared/graph/ops/lossScaling.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { NamedTensors } from '#shared/lowering/packing.ts'
import { oneHot } from '#shared/training/batchDraw.ts'
import { gradientGraph, stepNames } from '#shared/training/trainingGraph.ts'
import type { EngineOptions } from '#main/trainer/engine/createEngine.ts'
import { judged, type Case } from './comparison.ts'
import { groupsOf, ofEveryNetwork, openSteps, type TrainStepCase, type TrainStepReference } from './trainStep.ts'

/**
 * What of mixed precision is compared with float64, and how much is allowed: about twice the worst of the reference's
 * networks. Losses: absolute. The others: the norm of the difference relative to float64's, over all tensors as one
 * vector; for parameters of their change since the start.
 */
export const mixedMeasures = {
  loss: 0.001,
  gradients: 0.2,
  'parameters after 1 step': 0.2,
  'parameters after 3 steps': 1,
} as const
export type MixedMeasure = keyof typeof mixedMeasures

/** How far mixed precision is from float64, for every reference network and measure, under a plan and a provider. */
export function verifyMixedStep(
  reference: TrainStepReference,
  bytes: Uint8Array,
  plan: LoweringPlan,
  options: EngineOptions,
): Promise<Case[]> {
  return ofEveryNetwork(reference, bytes, (record, tensors) => mixedCases(record, tensors, plan, options))
}

async function mixedCases(
  record: TrainStepCase,
  tensors: NamedTensors,
  plan: LoweringPlan,
  options: EngineOptions,
): Promise<Case[]> {
  const { network, steps } = await openSteps(record, tensors, plan, options, 'mixed')
  const group = groupsOf(tensors)
  const initial = group('init/params')
  const batchAt = (step: number) => ({ images: tensors.get(`inputs/${step}`)!, labels: record.labels[step]! })
  const found: Partial<Record<MixedMeasure, number>> = {}
  try {
    const { images, labels } = batchAt(0)
    const scale = initialLossScale()
    const given: [string, Float32Array][] = [
      [stepNames.images, images],
      [stepNames.targets, oneHot(labels, network.classes)],
      [stepNames.lossScale, scale],
    ]
    const feeds = new Map([...initial, ...given])
    const graph = gradientGraph(network, record.batch_size, 0, 'mixed')
    const [result] = await steps.compute(graph, [feeds])
    found.loss = Math.abs(result!.get(stepNames.loss)![0]! - record.losses.ce)
    const gradients = new Map(
      [...initial.keys()].map((name) => [name, result!.get(stepNames.gradient(name))!.map((g) => g / scale[0]!)]),
    )
    found.gradients = relativeDistance(gradients, group('grads_ce'))
    for (const step of [0, 1, 2]) {
      const { images, labels } = batchAt(step)
      await steps.take({ images, labels: Int32Array.from(labels), learningRate: record.optim.lr })
      if (step === 1) continue
      const measure = step === 0 ? 'parameters after 1 step' : 'parameters after 3 steps'
      const expected = group(`step${step + 1}/params`)
      found[measure] = relativeDistance(changes(await steps.state(), initial), changes(expected, initial))
    }
  } finally {
    await steps.release()
  }
  return Object.entries(mixedMeasures).map(([measure, tolerance]) =>
    judged(measure, found[measure as MixedMeasure] ?? NaN, tolerance),
  )
}

/** The change of every parameter since the start. */
const changes = (now: NamedTensors, start: NamedTensors): NamedTensors =>
  new Map([...start].map(([name, values]) => [name, now.get(name)!.map((value, i) => value - values[i]!)]))

/** The norm of the difference of all tensors as one vector, relative to that of `expected`. */
function relativeDistance(actual: NamedTensors, expected: NamedTensors): number {
  let [difference, size] = [0, 0]
  for (const [name, wanted] of expected)
    wanted.forEach((value, i) => {
      difference += (actual.get(name)![i]! - value) ** 2
      size += value ** 2
    })
  return Math.sqrt(difference / size)
}
