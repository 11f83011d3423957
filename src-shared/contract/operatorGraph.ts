/** An operator; its inputs exclude constants. */
export interface GraphOperator {
  id: string
  operator: string
  /** `stem`, `s1.b2` for the second block of the first stage, `head`. */
  part: string
  /** For convolutions and pooling. */
  window?: { kernel: number; stride: number; groups: number }
  inputs: string[]
  outputs: string[]
}

/** The operators of a network's inference graph in topological order, part by part; for drawing. */
export interface OperatorGraph {
  nodes: GraphOperator[]
  inputs: string[]
  outputs: string[]
  /** The shape of each value, if known. */
  shapes: Record<string, (number | string)[]>
}
