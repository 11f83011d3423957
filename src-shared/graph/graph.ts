/** Sizes in the reference layout: images and feature maps [N, C, H, W], vectors per image [N, C], per channel [C]. */
export type Shape = readonly number[]

/** A value with a shape: produced by a node, or an input of the graph (`producer` null). */
export interface Value {
  readonly id: number
  readonly shape: Shape
  /** Whether the first axis is the batch; a lowering plan may use another layout for such values. */
  readonly batched: boolean
  readonly producer: Node | null
}

export interface Node {
  readonly operator: Operator
  readonly inputs: readonly Value[]
  readonly attributes: object
  readonly outputs: readonly Value[]
}

/** The role of an input: fed to a step (images, targets, scalars), or part of the state that the step updates. */
export type InputRole = 'batch' | 'scalar' | 'parameter' | 'momentum' | 'statistic' | 'lossScale'

export interface GraphInput {
  readonly name: string
  readonly role: InputRole
  readonly value: Value
}

/** A dense array in row-major order and double precision, as used by `evaluate`. */
export interface Tensor<S extends Shape = Shape> {
  readonly shape: S
  readonly data: Float64Array
}

/** The shapes of an operator's inputs or outputs; a tuple in operator types. */
export type Shapes = readonly Shape[]
/** One `T` for each shape of a tuple. */
export type Each<S extends Shapes, T> = { readonly [K in keyof S]: T }
/** A tensor of each shape of a tuple. */
export type Tensors<S extends Shapes> = { readonly [K in keyof S]: Tensor<S[K]> }
/** A value whose shape is an `S`. */
export type Shaped<S extends Shape> = Value & { readonly shape: S }
/** A value of each shape of a tuple. */
export type Values<S extends Shapes> = { readonly [K in keyof S]: Shaped<S[K]> }

/** Multiply-adds and convolution outputs of one node for the batch of its inputs, by the paper's convention. */
export interface Cost {
  flops: number
  activations: number
}

/**
 * An operator with everything the program knows about it. `In` and `Out` are the tuples of its input and output shapes,
 * whose ranks the caller guarantees. Method syntax makes tables of different operators assignable to one type.
 */
export interface Operator<In extends Shapes = Shapes, Out extends Shapes = Shapes, A extends object = object> {
  readonly id: string
  /** Whether each output has the batch as its first axis; absent: like the first input. */
  readonly batched?: Each<Out, boolean>
  /** Output shapes. Throws RangeError for inputs that do not fit. */
  shapes(inputs: In, attributes: A): Out
  /** Float64 reference of the forward computation, written for simplicity; used only by tests. */
  evaluate(inputs: Tensors<In>, attributes: A): Each<Out, Float64Array>
  /** Gradients of the inputs, given that of the first output; only inputs with `needed` true require one. */
  gradient?(context: GradientContext<In, Out, A>): Each<In, Value | undefined>
  cost?(inputs: In, attributes: A): Cost
}

export interface GradientContext<In extends Shapes, Out extends Shapes, A extends object> {
  graph: Graph
  inputs: Values<In>
  outputs: Values<Out>
  attributes: A
  /** Gradient of the first output. Reading it throws RangeError for the loss's operator, which has none. */
  readonly dy: Value
  /** Which inputs need a gradient. */
  needed: Each<In, boolean>
}

/** Number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, n) => product * n, 1)
}

/** A computation as nodes in execution order, with named inputs and outputs. */
export class Graph {
  readonly nodes: Node[] = []
  readonly inputs = new Map<string, GraphInput>()
  readonly outputs = new Map<string, Value>()
  private values = 0

  input(name: string, shape: Shape, role: InputRole): Value {
    if (this.inputs.has(name)) throw new RangeError(`invalid input name: ${name} (already taken)`)
    const value = { id: this.values++, shape, batched: role === 'batch', producer: null }
    this.inputs.set(name, { name, role, value })
    return value
  }

  output(name: string, value: Value): void {
    if (this.outputs.has(name)) throw new RangeError(`invalid output name: ${name} (already taken)`)
    this.outputs.set(name, value)
  }

  /** Appends a node and returns its outputs. */
  apply<In extends Shapes, Out extends Shapes, A extends object>(
    operator: Operator<In, Out, A>,
    inputs: Each<In, Value>,
    attributes: A,
  ): Each<Out, Value> {
    const shapes = operator.shapes(inputs.map((value) => value.shape) as Shapes as In, attributes)
    const outputs: Value[] = []
    const node: Node = { operator, inputs, attributes, outputs }
    shapes.forEach((shape, i) => {
      const batched = operator.batched?.[i] ?? inputs[0]!.batched
      outputs.push({ id: this.values++, shape, batched, producer: node })
    })
    this.nodes.push(node)
    return outputs as readonly Value[] as Each<Out, Value>
  }

  /** Appends a node with one output and returns it. */
  apply1<In extends Shapes, A extends object>(
    operator: Operator<In, Shapes, A>,
    inputs: Each<In, Value>,
    attributes: A,
  ): Value {
    return this.apply(operator, inputs, attributes)[0]!
  }

  inputsWith(role: InputRole): GraphInput[] {
    return [...this.inputs.values()].filter((input) => input.role === role)
  }
}
