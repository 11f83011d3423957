import type { Precision } from '#shared/graph/ops/half.ts'
import { initialLossScale } from '#shared/graph/ops/lossScaling.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { NamedTensors } from '#shared/lowering/packing.ts'
import type { Network } from '#shared/networks/network.ts'
import { fromNeutralForm, neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import { oneHot } from '#shared/training/batchDraw.ts'
import {
  batchStatisticsGraph,
  evaluationGraph,
  gradientGraph,
  stepNames,
  trainingGraph,
  type Optimiser,
} from '#shared/training/trainingGraph.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import type { EngineOptions } from '#main/trainer/engine/createEngine.ts'
import { GivenSteps } from '#main/trainer/engine/givenSteps.ts'
import { judged, type Case } from './comparison.ts'

interface TensorRecord {
  name: string
  shape: number[]
  offset: number
  count: number
}
export interface TrainStepCase {
  name: string
  config: Record<string, unknown> & { bn_mom: number; num_classes: number }
  optim: {
    lr: number
    momentum: number
    nesterov: boolean
    weight_decay: number
    bn_weight_decay: number | null
    bias_weight_decay: number | null
  }
  batch_size: number
  labels: number[][]
  steps_label_smoothing: number
  losses: { ce: number; ls: number; steps: number[] }
  tensors: TensorRecord[]
}
export interface TrainStepReference {
  cases: TrainStepCase[]
}

/** Tolerances from the reference's notes, which a correct float32 implementation meets. */
const tolerances = { loss: 2e-5, state: 1e-5, gradient: 1e-4, gradientFloor: 1e-6 }

/**
 * Checks forward pass, losses, gradients, three SGD steps, evaluation and precise BN of every reference network under a
 * plan, a provider and an engine against float64. One case per network and group of tensors, with its worst error.
 */
export async function verifyTrainStep(
  reference: TrainStepReference,
  bytes: Uint8Array,
  plan: LoweringPlan,
  options: EngineOptions,
): Promise<Case[]> {
  return ofEveryNetwork(reference, bytes, async (record, tensors) => {
    const { network, steps } = await openSteps(record, tensors, plan, options)
    try {
      return await casesOf(record, tensors, network, steps)
    } finally {
      await steps.release()
    }
  })
}

/** The cases of every reference network, named after it, from its record and its tensors by name. */
export async function ofEveryNetwork(
  { cases: records }: TrainStepReference,
  bytes: Uint8Array,
  verify: (record: TrainStepCase, tensors: NamedTensors) => Promise<Case[]>,
): Promise<Case[]> {
  const buffer = bytes.slice().buffer
  const cases: Case[] = []
  for (const record of records) {
    const tensors: NamedTensors = new Map(
      record.tensors.map(({ name, offset, count }) => [name, new Float32Array(buffer, offset, count)]),
    )
    for (const result of await verify(record, tensors)) cases.push({ ...result, name: `${record.name} ${result.name}` })
  }
  return cases
}

/** A reference network, and its training steps from the initial state; the caller releases them. */
export async function openSteps(
  record: TrainStepCase,
  tensors: NamedTensors,
  plan: LoweringPlan,
  options: EngineOptions,
  precision: Precision = 'float32',
): Promise<{ network: Network; steps: GivenSteps }> {
  const { bn_mom, ...config } = record.config
  // Only concerns the initial weights, which are given.
  delete config['zero_init_final_gamma']
  const network = fromNeutralForm(parseStrictly(neutralNetworkSchema, config, 'network'))
  const { optim, batch_size: batch } = record
  const optimiser: Optimiser = {
    momentum: optim.momentum,
    nesterov: optim.nesterov,
    weightDecay: {
      weight: optim.weight_decay,
      batchNorm: optim.bn_weight_decay ?? optim.weight_decay,
      bias: optim.bias_weight_decay ?? optim.weight_decay,
    },
    bnMomentum: bn_mom,
    labelSmoothing: record.steps_label_smoothing,
    precision,
  }
  const group = groupsOf(tensors)
  const state: NamedTensors = new Map([...group('init/params'), ...group('init/buffers')])
  for (const [name, { length }] of group('init/params')) state.set(stepNames.momentum(name), new Float32Array(length))
  if (precision === 'mixed') state.set(stepNames.lossScale, initialLossScale())
  const steps = await GivenSteps.open(trainingGraph(network, batch, optimiser), plan, options, state)
  return { network, steps }
}

/** The tensors whose names begin with a prefix, by the rest of their names. */
export const groupsOf =
  (tensors: NamedTensors) =>
  (prefix: string): NamedTensors =>
    new Map(
      [...tensors]
        .filter(([name]) => name.startsWith(`${prefix}/`))
        .map(([name, t]) => [name.slice(prefix.length + 1), t]),
    )

async function casesOf(
  record: TrainStepCase,
  tensors: NamedTensors,
  network: Network,
  steps: GivenSteps,
): Promise<Case[]> {
  const { optim, batch_size: batch } = record
  const group = groupsOf(tensors)
  const images = (step: number) => tensors.get(`inputs/${step}`)!
  const targets = (step: number) => oneHot(record.labels[step]!, network.classes)
  const initial: NamedTensors = new Map([...group('init/params'), ...group('init/buffers')])
  const cases: Case[] = []
  const absolute = (name: string, actual: NamedTensors, expected: NamedTensors, tolerance: number) => {
    let error = atLeastOne(expected)
    for (const [key, wanted] of expected) error = Math.max(error, largestDifference(actual.get(key), wanted))
    cases.push(judged(name, error, tolerance))
  }
  const scalar = (name: string, actual: number, expected: number) => {
    cases.push(judged(name, Math.abs(actual - expected), tolerances.loss))
  }

  for (const [name, smoothing, key] of [
    ['grads_ce', 0, 'ce'],
    ['grads_ls', 0.1, 'ls'],
  ] as const) {
    const feeds = new Map([...initial, [stepNames.images, images(0)], [stepNames.targets, targets(0)]])
    const [result] = await steps.compute(gradientGraph(network, batch, smoothing), [feeds])
    scalar(`loss ${key}`, result!.get(stepNames.loss)![0]!, record.losses[key])
    if (smoothing === 0)
      absolute(
        'train logits',
        result!,
        new Map([[stepNames.logits, tensors.get('init/train_logits')!]]),
        tolerances.state,
      )
    const gradients = group(name)
    let error = atLeastOne(gradients)
    for (const [parameter, wanted] of gradients)
      error = Math.max(error, relativeDifference(result!.get(stepNames.gradient(parameter)), wanted))
    cases.push(judged(name, error, tolerances.gradient))
  }

  let state: NamedTensors = new Map()
  for (const step of [0, 1, 2]) {
    const labels = Int32Array.from(record.labels[step]!)
    const loss = await steps.take({ images: images(step), labels, learningRate: optim.lr })
    scalar(`loss of step ${step + 1}`, loss, record.losses.steps[step]!)
    if (step === 1) continue
    state = await steps.state()
    const prefix = `step${step + 1}`
    const momenta = new Map([...group(`${prefix}/momentum`)].map(([name, t]) => [stepNames.momentum(name), t]))
    absolute(`${prefix} params`, state, group(`${prefix}/params`), tolerances.state)
    absolute(`${prefix} momentum`, state, momenta, tolerances.state)
    absolute(`${prefix} buffers`, state, group(`${prefix}/buffers`), tolerances.state)
  }

  const logits = async (weights: NamedTensors) => {
    const feeds = new Map([...weights, [stepNames.images, images(0)]])
    return (await steps.compute(evaluationGraph(network, batch), [feeds]))[0]!
  }
  const expectLogits = async (name: string, weights: NamedTensors, expected: string) =>
    absolute(name, await logits(weights), new Map([[stepNames.logits, tensors.get(expected)!]]), tolerances.state)
  await expectLogits('eval logits', initial, 'init/eval_logits')
  await expectLogits('eval logits after 3 steps', state, 'step3/eval_logits')

  const precise: NamedTensors = new Map()
  const feeds = [0, 1, 2].map((step) => new Map([...state, [stepNames.images, images(step)]]))
  for (const found of await steps.compute(batchStatisticsGraph(network, batch), feeds))
    for (const [name, batchValues] of found) {
      const sum = precise.get(name) ?? new Float32Array(batchValues.length)
      precise.set(
        name,
        sum.map((value, i) => value + batchValues[i]! / 3),
      )
    }
  absolute('precise BN buffers', precise, group('precise_bn/buffers'), tolerances.state)
  await expectLogits('precise BN eval logits', new Map([...state, ...precise]), 'precise_bn/eval_logits')
  return cases
}

/** The error before comparing any tensor: 0, or infinite if the reference has none. */
function atLeastOne(expected: NamedTensors): number {
  return expected.size > 0 ? 0 : Infinity
}

function largestDifference(actual: Float32Array | undefined, expected: Float32Array): number {
  if (actual?.length !== expected.length) return Infinity
  let worst = 0
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!)
    // Comparisons with NaN are false; it must not pass.
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Infinity : difference
  }
  return worst
}

/** Relative L2 difference, with an absolute floor for gradients that are mathematically zero. */
function relativeDifference(actual: Float32Array | undefined, expected: Float32Array): number {
  if (actual?.length !== expected.length) return Infinity
  if (largestDifference(actual, expected) <= tolerances.gradientFloor) return 0
  const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return norm(actual.map((value, i) => value - expected[i]!)) / norm(expected)
}
