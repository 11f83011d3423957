import type { Node, Operator, Values } from '#shared/graph/graph.ts'
import { batchNorm, batchNormGradient, batchNormInference } from './batchNorm.ts'
import { conv2d, conv2dInputGradient, conv2dWeightGradient } from './conv2d.ts'
import { crossEntropy, crossEntropyGradient } from './crossEntropy.ts'
import { add, relu, reluGradient, sigmoid, sigmoidGradient, silu, siluGradient } from './elementwise.ts'
import { fromHalf, toHalf } from './half.ts'
import { batchSum, linear, linearInputGradient, linearWeightGradient } from './linear.ts'
import { lossScaling, scaleGradient, timesLossScale } from './lossScaling.ts'
import { globalAveragePool, maxPool, maxPoolGradient, spreadMean } from './pooling.ts'
import { channelDot, scaleChannels } from './scaleChannels.ts'
import { runningUpdate, scale, scaledSgdUpdate, sgdUpdate } from './update.ts'

/** Every operator by id; a lowering plan has one or more formulations for each. */
export const operators = {
  conv2d,
  conv2dInputGradient,
  conv2dWeightGradient,
  batchNorm,
  batchNormGradient,
  batchNormInference,
  relu,
  reluGradient,
  silu,
  siluGradient,
  sigmoid,
  sigmoidGradient,
  add,
  scaleChannels,
  channelDot,
  globalAveragePool,
  spreadMean,
  maxPool,
  maxPoolGradient,
  linear,
  linearInputGradient,
  linearWeightGradient,
  batchSum,
  crossEntropy,
  crossEntropyGradient,
  toHalf,
  fromHalf,
  scaleGradient,
  timesLossScale,
  lossScaling,
  sgdUpdate,
  scaledSgdUpdate,
  runningUpdate,
  scale,
} satisfies Record<string, Operator>
export type OperatorId = keyof typeof operators

/** A node of an operator, with the tuples of its inputs and outputs and its attributes. */
export type NodeOf<Id extends OperatorId> = TypedNode<(typeof operators)[Id]>

/** Whether a node is of the operator with that id. */
export function isOf<Id extends OperatorId>(node: Node, id: Id): node is NodeOf<Id> {
  return node.operator.id === id
}

type TypedNode<O> =
  O extends Operator<infer In, infer Out, infer A>
    ? Omit<Node, 'inputs' | 'attributes' | 'outputs'> & {
        readonly inputs: Values<In>
        readonly attributes: A
        readonly outputs: Values<Out>
      }
    : never
