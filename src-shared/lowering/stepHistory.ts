import { elementTypes } from '#shared/onnx/onnxNode.ts'
import type { LoweringContext } from './loweringContext.ts'
import { deviceNames, nextName, plainSlot } from './packing.ts'

/** An input with labels of a batch's images: float32 numbers in a shape that broadcasts over logits. */
export function labelsInput(context: LoweringContext, batch: number, name: string = deviceNames.labels): string {
  const shape = context.layout.vectorAxis === 0 ? [1, batch] : [batch, 1]
  return context.memo(name, () => ({ name: context.declare(plainSlot(name, shape)), shape })).name
}

/** Names of a graph's outputs that a history can keep. */
export interface ResultNames {
  loss: string
  logits: string
}

/** The classes' indices as float32 numbers, in a shape that broadcasts over logits. */
export function classIndices({ onnx, layout }: LoweringContext, classes: number): string {
  const indices = Float32Array.from({ length: classes }, (_, index) => index)
  return onnx.floats(indices, layout.vectorAxis === 0 ? [classes, 1] : [1, classes])
}

/**
 * Emits the history of the last `steps` steps, oldest first, as a state vector [2 * steps] in place of loss and logits:
 * each step's loss and its number of images whose first class with the largest logit is their label. That is the rule
 * of rankOf where logits are finite, and where they are not, the loss is not either.
 */
export function emitHistory(context: LoweringContext, steps: number, names: ResultNames): ReadonlySet<string> {
  const { onnx, graph, layout } = context
  const logits = graph.outputs.get(names.logits)!
  const [batch, classes] = logits.shape as [number, number]
  const axis = onnx.integers([layout.vectorAxis])
  const keep = { keepdims: 1 }
  const values = context.name(logits)
  const isSmaller = onnx.add('Less', [values, onnx.add('ReduceMax', [values, axis], keep)])
  const candidates = onnx.add('Where', [isSmaller, onnx.scalar(classes), classIndices(context, classes)])
  const first = onnx.add('ReduceMin', [candidates, axis], keep)
  const isRight = onnx.add('Equal', [first, labelsInput(context, batch)])
  const right = onnx.add('ReduceSum', [onnx.add('Cast', [isRight], { to: elementTypes.float32 })], { keepdims: 0 })
  const loss = context.name(graph.outputs.get(names.loss)!)
  const history = plainSlot(deviceNames.history, [2 * steps])
  context.declare(history)
  const [from, to, along] = [[2], [2 * steps], [0]].map((bound) => onnx.integers(bound))
  const kept = onnx.add('Slice', [history.name, from!, to!, along!])
  const next = plainSlot(nextName(history.name), history.shape)
  onnx.addNamed('Concat', [kept, onnx.reshape(loss, [1]), onnx.reshape(right, [1])], [next.name], { axis: 0 })
  context.outputs.push(next)
  return new Set([names.loss, names.logits])
}

/** The last `steps` entries of a history, oldest first: loss and number of rightly classified images. */
export function lastEntries(history: Float32Array, steps: number): { loss: number; right: number }[] {
  return Array.from({ length: steps }, (_, i) => {
    const at = history.length - 2 * (steps - i)
    return { loss: history[at]!, right: history[at + 1]! }
  })
}
