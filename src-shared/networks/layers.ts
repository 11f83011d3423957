/**
 * The operations of a network, abstract in the feature map type T. Blocks, stems and heads are written once against
 * this interface; one implementation builds the graph (buildNetwork.ts), another counts costs (complexity.ts). `name`
 * is the parameter prefix in the reference's naming, such as `s1.b2.f.a`.
 */
export interface Layers<T> {
  /** k x k convolution without bias, padding (k - 1) / 2, followed by batch normalisation named `bnName`. */
  convBn(x: T, name: string, bnName: string, options: ConvOptions): T
  /** The network's activation function. */
  activation(x: T): T
  add(a: T, b: T): T
  /** x times sigmoid(W2 act(W1 mean(x) + b1) + b2), per channel, with `inner` hidden units. */
  squeezeExcite(x: T, name: string, inner: number): T
  /** 3x3 max-pool, stride 2, padding 1. */
  maxPool(x: T): T
  /** Global average pooling and a linear classifier with bias. */
  classify(x: T, name: string, classes: number): T
  /** Number of channels of a feature map. */
  width(x: T): number
}

export interface ConvOptions {
  width: number
  kernel: number
  stride: number
  groups: number
  /** Whether this batch normalisation ends a residual branch; it may be initialised to zero. */
  finalInBranch?: boolean
}
