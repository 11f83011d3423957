import { sizeOf, type Graph, type Node, type Value } from '#shared/graph/graph.ts'
import { isOf, type NodeOf, type OperatorId } from '#shared/graph/ops/operators.ts'
import { OnnxGraph } from '#shared/onnx/onnxGraph.ts'
import type { Layout } from './layout.ts'
import type { Part, Slot } from './packing.ts'

/** An ONNX tensor that holds a value: its name and its ONNX shape. */
export interface Emitted {
  name: string
  shape: readonly number[]
}

/** Plan settings that apply to all operators. */
export interface PlanLayout {
  layout: Layout
  /** Emits the parts of a flat vector and returns their names. */
  split(context: LoweringContext, flat: string, parts: readonly Part[]): string[]
}

/** Operations that the kernel emitting a tensor can fuse, in this order. */
export interface Epilogue {
  addend?: Value
  activation?: 'Relu'
}

/** A tensor emitted at its first use, with the operations that `emit` can fuse. */
export interface Deferred {
  /** Whether `emit` accepts an addend. */
  adds: boolean
  /** Whether `emit` accepts an activation. */
  activates: boolean
  emit(epilogue: Epilogue): Emitted
}

/** Emits the update of whole state vectors from all nodes of one operator; returns the slots of the next state. */
export type VectorUpdate<Id extends OperatorId> = (
  context: LoweringContext,
  nodes: readonly NodeOf<Id>[],
) => readonly Slot[]

const batchFirstKey = (value: Value) => `batchFirst ${value.id}`

/** The state of a lowering: the ONNX graph under construction and the ONNX tensor of each value. */
export class LoweringContext {
  readonly onnx = new OnnxGraph()
  readonly layout: Layout
  readonly graph: Graph
  readonly inputs: Slot[] = []
  readonly outputs: Slot[] = []
  private readonly plan: PlanLayout
  private readonly places = new Map<Value, Emitted>()
  private readonly scales = new Map<Value, string>()
  private readonly deferrals = new Map<Value, Deferred>()
  private readonly multiples = new Map<Value, number>()
  private readonly memos = new Map<string, Emitted>()
  private readonly updates = new Map<VectorUpdate<never>, Node[]>()

  constructor(graph: Graph, plan: PlanLayout) {
    this.graph = graph
    this.plan = plan
    this.layout = plan.layout
  }

  /** ONNX shape of a value between formulations. */
  shapeOf(value: Value): number[] {
    return value.batched ? this.layout.batched(value.shape) : [...value.shape]
  }

  /** ONNX shape of a value as input or output of the whole graph. */
  slotShape(value: Value): number[] {
    return this.layout.batchLast ? this.shapeOf(value) : [...value.shape]
  }

  /** The name of the value's tensor as an output of the whole graph. */
  slotName(value: Value): string {
    return this.layout.batchLast ? this.name(value) : this.batchFirst(value)
  }

  /** Declares an input of the whole graph that is none of the values'. */
  declare(slot: Slot): string {
    this.inputs.push(slot)
    return this.onnx.input(slot.name, slot.shape, slot.type)
  }

  place(value: Value, emitted: Emitted): void {
    this.places.set(value, emitted)
  }

  /** Places an input of the whole graph. */
  placeInput(value: Value, name: string): void {
    if (this.layout.channelFirst && value.batched) {
      this.defer(value, { adds: false, activates: false, emit: () => this.emitBatchFirst(value, name) })
      this.memo(batchFirstKey(value), () => ({ name, shape: value.shape }))
    } else this.place(value, { name, shape: this.slotShape(value) })
  }

  /**
   * The name of the value's tensor in reference layout, [N, C, ...]. In channel-first layout it is transposed once for
   * all formulations that read it; not for batch-last layout.
   */
  batchFirst(value: Value): string {
    if (!this.layout.channelFirst || !value.batched) return this.view(value, value.shape)
    return this.memo(batchFirstKey(value), () => ({
      name: this.swapped(this.name(value), value.shape.length),
      shape: value.shape,
    })).name
  }

  /** The tensor with that name in reference layout as `value`'s, transposed to channel-first layout. */
  emitBatchFirst(value: Value, name: string): Emitted {
    return this.emit(value, this.swapped(name, value.shape.length))
  }

  /** A tensor with its first two axes exchanged. */
  private swapped(name: string, rank: number): string {
    return this.onnx.add('Transpose', [name], { perm: [1, 0, 2, 3].slice(0, rank) })
  }

  /** The value's tensor as emitted; applies a pending channel factor or multiple first. */
  tensor(value: Value): Emitted {
    const multiple = this.multiples.get(value)
    if (multiple !== undefined) {
      this.multiples.delete(value)
      const { name, shape } = this.tensor(value)
      this.place(value, { name: this.onnx.add('Mul', [name, this.onnx.scalar(multiple)]), shape })
    }
    const factor = this.scales.get(value)
    if (factor !== undefined) {
      this.scales.delete(value)
      const { name, shape } = this.tensor(value)
      const scaled = this.onnx.add('Mul', [name, this.onnx.reshape(factor, this.layout.perChannel(value.shape[1]!))])
      this.place(value, { name: scaled, shape })
    }
    const deferred = this.deferrals.get(value)
    if (deferred) {
      this.deferrals.delete(value)
      this.place(value, deferred.emit({}))
    }
    const place = this.places.get(value)
    if (!place) throw new RangeError(`invalid graph: value ${value.id} is used before it is computed`)
    return place
  }

  /** The name of the value's tensor in the given shape; emits a Reshape only if its shape differs. */
  view(value: Value, shape: readonly number[]): string {
    return this.viewOf(this.tensor(value), shape)
  }

  viewOf(emitted: Emitted, shape: readonly number[]): string {
    return emitted.shape.join() === shape.join() ? emitted.name : this.onnx.reshape(emitted.name, shape)
  }

  /** The name of the value's tensor in the plan's own shape for it. */
  name(value: Value): string {
    return this.view(value, this.shapeOf(value))
  }

  /** A feature map as a matrix, one row for each channel: [C, H * W * N], or [C, N * H * W] in channel-first layout. */
  rows(value: Value): string {
    const [n, c, h, w] = value.shape as [number, number, number, number]
    return this.view(value, [c, h * w * n])
  }

  /** The tensor with that name as `value`'s, in the plan's own shape for it. */
  emit(value: Value, name: string): Emitted {
    return { name, shape: this.shapeOf(value) }
  }

  /** Emits the parts of a flat vector; each part with the name of its tensor. */
  split(flat: string, parts: readonly Part[]): [part: Part, tensor: string][] {
    const names = this.plan.split(this, flat, parts)
    return parts.map((part, i) => [part, names[i]!])
  }

  /**
   * Defers multiplying the value's tensor by `factor` [C] until its use: a convolution's gradients can apply the factor
   * to their small weights instead of the large feature map.
   */
  deferScale(value: Value, factor: string): void {
    this.scales.set(value, factor)
  }

  /** The tensor without its pending factor, and that factor; undefined if none is pending. */
  unscaled(value: Value): { emitted: Emitted; factor: string } | undefined {
    const factor = this.scales.get(value)
    return factor === undefined ? undefined : { emitted: this.places.get(value)!, factor }
  }

  /** Defers multiplying the value's tensor by a constant until its use: an update can multiply many at once. */
  deferMultiple(value: Value, multiple: number): void {
    this.multiples.set(value, multiple)
  }

  /** The pending multiple of a value, which its user then applies; 1 if none is pending. */
  takeMultiple(value: Value): number {
    const multiple = this.multiples.get(value) ?? 1
    this.multiples.delete(value)
    return multiple
  }

  /** Defers emitting the value's tensor until its use, so that its last pass can fuse further operations. */
  defer(value: Value, deferred: Deferred): void {
    this.deferrals.set(value, deferred)
  }

  /** The deferred emission of a value; undefined if not deferred. */
  deferred(value: Value): Deferred | undefined {
    return this.deferrals.get(value)
  }

  /** The tensor emitted under `key` before, if any. */
  memoised(key: string): Emitted | undefined {
    return this.memos.get(key)
  }

  /** The tensor under `key`, emitted by `make` at the first call: for tensors shared by several formulations. */
  memo(key: string, make: () => Emitted): Emitted {
    const known = this.memos.get(key)
    if (known) return known
    const made = make()
    this.memos.set(key, made)
    return made
  }

  /** Defers a node to `update`, which is called once after all other nodes, with all nodes deferred to it. */
  updateTogether<Id extends OperatorId>(node: Node & NodeOf<Id>, update: VectorUpdate<Id>): void {
    const nodes = this.updates.get(update)
    if (nodes) nodes.push(node)
    else this.updates.set(update, [node])
  }

  /** Emits the deferred updates, whose slots become outputs, and returns the values in those slots. */
  emitUpdates(): ReadonlySet<Value> {
    for (const [update, nodes] of this.updates) this.outputs.push(...update(this, nodes as never[]))
    return new Set([...this.updates.values()].flat().flatMap((node) => node.outputs))
  }

  /** Nodes of the graph with the given operator id. */
  nodesOf<Id extends OperatorId>(id: Id): NodeOf<Id>[] {
    return this.graph.nodes.filter((node) => isOf(node, id))
  }

  /** Flat view of a value's elements in reference order; values without a batch axis only. */
  flat(value: Value): string {
    return this.view(value, [sizeOf(value.shape)])
  }
}
