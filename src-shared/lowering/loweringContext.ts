import { sizeOf, type Graph, type Node, type Value } from '#shared/graph/graph.ts'
import { OnnxGraph } from '#shared/onnx/onnxGraph.ts'
import { batchFirstLayout, batchLastLayout, type Layout } from './layout.ts'
import type { Part, Slot } from './packing.ts'

/** An ONNX tensor that holds a value: its name and the shape it has there. */
export interface Emitted {
  name: string
  shape: readonly number[]
}

/** What a plan fixes for all operators alike. */
export interface PlanLayout {
  /** Feature maps as [1, C, H, W, N] and vectors as [C, N] instead of [N, C, H, W] and [N, C]. */
  batchLast: boolean
  /** Emits the parts of a flat vector and returns their names. */
  split(context: LoweringContext, flat: string, parts: readonly Part[]): string[]
}

/** Operations that the kernel which emits a tensor can do as well, in this order. */
export interface Epilogue {
  addend?: Value
  activation?: 'Relu'
}

/** A tensor that is emitted where it is first used, with what `emit` can do in the same pass. */
export interface Deferred {
  /** Whether `emit` takes an addend. */
  adds: boolean
  /** Whether `emit` takes an activation. */
  activates: boolean
  emit(epilogue: Epilogue): Emitted
}

/** Emits the update of whole state vectors from all nodes of one operator and returns the slots of the next state. */
export type VectorUpdate = (context: LoweringContext, nodes: readonly Node[]) => readonly Slot[]

/** State of one lowering: the ONNX graph under construction and where every value of the graph lives in it. */
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
  private readonly memos = new Map<string, Emitted>()
  private readonly updates = new Map<VectorUpdate, Node[]>()

  constructor(graph: Graph, plan: PlanLayout) {
    this.graph = graph
    this.plan = plan
    this.layout = plan.batchLast ? batchLastLayout : batchFirstLayout
  }

  /** ONNX shape in which a value is kept between formulations. */
  shapeOf(value: Value): number[] {
    return value.batched ? this.layout.batched(value.shape) : [...value.shape]
  }

  place(value: Value, emitted: Emitted): void {
    this.places.set(value, emitted)
  }

  /** Where the value lies, as it was emitted; a pending factor per channel is applied first. */
  tensor(value: Value): Emitted {
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

  /** The name of the value's tensor in the given shape; a Reshape only where it lies in another. */
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

  /** A feature map [N, C, H, W] as a matrix [C, H * W * N]; batch-last layout only. */
  rows(value: Value): string {
    const [n, c, h, w] = value.shape as [number, number, number, number]
    return this.view(value, [c, h * w * n])
  }

  /** The tensor of that name as `value`'s, in the plan's own shape for it. */
  emit(value: Value, name: string): Emitted {
    return { name, shape: this.shapeOf(value) }
  }

  /** Emits the parts of a flat vector and returns their names. */
  split(flat: string, parts: readonly Part[]): string[] {
    return this.plan.split(this, flat, parts)
  }

  /**
   * Leaves the value's tensor to be multiplied by `factor` [C] where it is used: a convolution's gradients can apply it
   * to their small weights instead of the large feature map.
   */
  deferScale(value: Value, factor: string): void {
    this.scales.set(value, factor)
  }

  /** The tensor without its pending factor, and that factor; undefined where none is pending. */
  unscaled(value: Value): { emitted: Emitted; factor: string } | undefined {
    const factor = this.scales.get(value)
    return factor === undefined ? undefined : { emitted: this.places.get(value)!, factor }
  }

  /** Leaves the value's tensor to be emitted where it is used, so that its last pass can do more than one thing. */
  defer(value: Value, deferred: Deferred): void {
    this.deferrals.set(value, deferred)
  }

  /** How a deferred value is emitted; undefined where it was not deferred. */
  deferred(value: Value): Deferred | undefined {
    return this.deferrals.get(value)
  }

  /** The tensor emitted under `key` before, if any. */
  memoised(key: string): Emitted | undefined {
    return this.memos.get(key)
  }

  /** What `make` emitted under `key` the first time: for tensors that several formulations share. */
  memo(key: string, make: () => Emitted): Emitted {
    const known = this.memos.get(key)
    if (known) return known
    const made = make()
    this.memos.set(key, made)
    return made
  }

  /** Leaves a node to `update`, which is called once behind all other nodes with those that were left to it. */
  updateTogether(node: Node, update: VectorUpdate): void {
    const nodes = this.updates.get(update)
    if (nodes) nodes.push(node)
    else this.updates.set(update, [node])
  }

  /** Emits what was left to updates, whose slots become outputs, and returns the values that these hold. */
  emitUpdates(): ReadonlySet<Value> {
    for (const [update, nodes] of this.updates) this.outputs.push(...update(this, nodes))
    return new Set([...this.updates.values()].flat().flatMap((node) => node.outputs))
  }

  /** Nodes of the graph with the given operator id. */
  nodesOf(id: string): Node[] {
    return this.graph.nodes.filter((node) => node.operator.id === id)
  }

  /** Flat view of a value's elements in reference order; values without a batch axis only. */
  flat(value: Value): string {
    return this.view(value, [sizeOf(value.shape)])
  }
}
