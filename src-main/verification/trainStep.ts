import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import type { NamedTensors } from '#shared/lowering/packing.ts'
import { fromNeutralForm, neutralNetworkSchema } from '#shared/networks/neutralForm.ts'
import type { Graph } from '#shared/graph/graph.ts'
import {
  batchStatisticsGraph,
  evaluationGraph,
  gradientGraph,
  stepNames,
  trainingGraph,
  type Optimiser,
} from '#shared/training/trainingGraph.ts'
import { parseStrictly } from '#shared/schema/parseStrictly.ts'
import { createSession, type Session } from '#main/trainer/providers/session.ts'
import type { SessionOptions } from '#main/trainer/providers/sessionOptions.ts'
import { judged, type Case } from './comparison.ts'

interface TensorRecord {
  name: string
  shape: number[]
  offset: number
  count: number
}
interface TrainStepCase {
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
 * plan and a provider against float64. One case per network and group of tensors, with its worst error.
 */
export async function verifyTrainStep(
  reference: TrainStepReference,
  bytes: Uint8Array,
  plan: LoweringPlan,
  options: SessionOptions,
): Promise<Case[]> {
  const buffer = bytes.slice().buffer
  const cases: Case[] = []
  for (const record of reference.cases) {
    const tensors: NamedTensors = new Map(
      record.tensors.map(({ name, offset, count }) => [name, new Float32Array(buffer, offset, count)]),
    )
    for (const result of await verifyNetwork(record, tensors, plan, options))
      cases.push({ ...result, name: `${record.name} ${result.name}` })
  }
  return cases
}

async function verifyNetwork(
  record: TrainStepCase,
  tensors: NamedTensors,
  plan: LoweringPlan,
  options: SessionOptions,
): Promise<Case[]> {
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
  }
  const withSession = async <T>(graph: Graph, use: (session: Session) => Promise<T>): Promise<T> => {
    const session = await createSession(lowerGraph(graph, plan), options)
    try {
      return await use(session)
    } finally {
      await session.release()
    }
  }
  const compute = (graph: Graph, feeds: NamedTensors) => withSession(graph, (session) => session.compute(feeds))
  const group = (prefix: string): NamedTensors =>
    new Map(
      [...tensors]
        .filter(([name]) => name.startsWith(`${prefix}/`))
        .map(([name, t]) => [name.slice(prefix.length + 1), t]),
    )
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
    const result = await compute(gradientGraph(network, batch, smoothing), feeds)
    scalar(`loss ${key}`, result.get(stepNames.loss)![0]!, record.losses[key])
    if (smoothing === 0)
      absolute(
        'train logits',
        result,
        new Map([[stepNames.logits, tensors.get('init/train_logits')!]]),
        tolerances.state,
      )
    const gradients = group(name)
    let error = atLeastOne(gradients)
    for (const [parameter, wanted] of gradients)
      error = Math.max(error, relativeDifference(result.get(stepNames.gradient(parameter)), wanted))
    cases.push(judged(name, error, tolerances.gradient))
  }

  const state: NamedTensors = new Map(initial)
  for (const parameter of group('init/params').keys())
    state.set(stepNames.momentum(parameter), new Float32Array(state.get(parameter)!.length))
  await withSession(trainingGraph(network, batch, optimiser), async (session) => {
    for (const step of [0, 1, 2]) {
      const fed: [string, Float32Array][] = [
        [stepNames.images, images(step)],
        [stepNames.targets, targets(step)],
        [stepNames.learningRate, Float32Array.of(optim.lr)],
      ]
      const result = await session.compute(new Map([...state, ...fed]))
      scalar(`loss of step ${step + 1}`, result.get(stepNames.loss)![0]!, record.losses.steps[step]!)
      for (const name of state.keys()) state.set(name, result.get(stepNames.next(name))!)
      if (step === 1) continue
      const prefix = `step${step + 1}`
      const momenta = new Map([...group(`${prefix}/momentum`)].map(([name, t]) => [stepNames.momentum(name), t]))
      absolute(`${prefix} params`, state, group(`${prefix}/params`), tolerances.state)
      absolute(`${prefix} momentum`, state, momenta, tolerances.state)
      absolute(`${prefix} buffers`, state, group(`${prefix}/buffers`), tolerances.state)
    }
  })

  const logits = async (weights: NamedTensors) =>
    compute(evaluationGraph(network, batch), new Map([...weights, [stepNames.images, images(0)]]))
  const expectLogits = async (name: string, weights: NamedTensors, expected: string) =>
    absolute(name, await logits(weights), new Map([[stepNames.logits, tensors.get(expected)!]]), tolerances.state)
  await expectLogits('eval logits', initial, 'init/eval_logits')
  await expectLogits('eval logits after 3 steps', state, 'step3/eval_logits')

  const precise: NamedTensors = new Map()
  await withSession(batchStatisticsGraph(network, batch), async (session) => {
    for (const step of [0, 1, 2])
      for (const [name, batchValues] of await session.compute(new Map([...state, [stepNames.images, images(step)]]))) {
        const sum = precise.get(name) ?? new Float32Array(batchValues.length)
        precise.set(
          name,
          sum.map((value, i) => value + batchValues[i]! / 3),
        )
      }
  })
  absolute('precise BN buffers', precise, group('precise_bn/buffers'), tolerances.state)
  await expectLogits('precise BN eval logits', new Map([...state, ...precise]), 'precise_bn/eval_logits')
  return cases
}

/** The error before comparing any tensor: 0, or infinite if the reference has none. */
function atLeastOne(expected: NamedTensors): number {
  return expected.size > 0 ? 0 : Infinity
}

function oneHot(labels: readonly number[], classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes)
  labels.forEach((label, i) => (targets[i * classes + label] = 1))
  return targets
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
