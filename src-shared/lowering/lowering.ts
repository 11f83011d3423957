import { sizeOf, type Graph, type Node, type Value } from '#shared/graph/graph.ts'
import { OnnxGraph } from '#shared/onnx/onnxGraph.ts'
import { batchFirstLayout, batchLastLayout, type Layout } from './layout.ts'
import type { Emitted, LoweringPlan } from './plan.ts'

/** What may be done in the pass that emits a tensor left to later. */
export interface Finish {
  addend?: Value
  activation?: 'Relu'
}
export interface Later {
  /** Whether `emit` takes an addend. */
  adds: boolean
  /** Whether `emit` takes an activation. */
  activates: boolean
  emit(finish: Finish): Emitted
}

/** State of one lowering: the ONNX graph under construction and where every value of the graph lives in it. */
export class Lowering {
  readonly onnx = new OnnxGraph()
  readonly layout: Layout
  readonly graph: Graph
  readonly plan: LoweringPlan
  private readonly places = new Map<Value, Emitted>()
  private readonly scales = new Map<Value, string>()
  private readonly left = new Map<Value, Later>()
  private readonly shared = new Map<string, Emitted>()

  constructor(graph: Graph, plan: LoweringPlan) {
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
    const later = this.left.get(value)
    if (later) {
      this.left.delete(value)
      this.place(value, later.emit({}))
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

  /** `nodes`' first output, in the plan's own shape. */
  emit(value: Value, name: string): Emitted {
    return { name, shape: this.shapeOf(value) }
  }

  /**
   * Leaves the value's tensor to be multiplied by `factor` [C]: a convolution's gradients can apply it to their small
   * weights instead of the large feature map.
   */
  scaleLater(value: Value, factor: string): void {
    this.scales.set(value, factor)
  }

  /** The tensor without its pending factor, and that factor; undefined where none is pending. */
  unscaled(value: Value): { emitted: Emitted; factor: string } | undefined {
    const factor = this.scales.get(value)
    return factor === undefined ? undefined : { emitted: this.places.get(value)!, factor }
  }

  /**
   * Leaves the value's tensor to be emitted where it is used, so that its last pass can do more than one thing: `emit`
   * may be told to add another value of the same shape, and to apply an activation where `activates` says it can.
   */
  emitLater(value: Value, later: Later): void {
    this.left.set(value, later)
  }

  /** How a value left to later is emitted; undefined where it was not left. */
  later(value: Value): Later | undefined {
    return this.left.get(value)
  }

  /** The tensor emitted under `key` before, if any. */
  seen(key: string): Emitted | undefined {
    return this.shared.get(key)
  }

  /** What `make` emitted under `key` the first time: for tensors that several formulations share. */
  once(key: string, make: () => Emitted): Emitted {
    const seen = this.shared.get(key)
    if (seen) return seen
    const made = make()
    this.shared.set(key, made)
    return made
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
