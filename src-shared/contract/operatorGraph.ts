/** One operator; its inputs without constants. */
export interface GraphOperator {
  id: string
  operator: string
  /** `stem`, `s1.b2` for the second block of the first stage, `head`. */
  part: string
  /** Of convolutions and poolings. */
  window?: { kernel: number; stride: number; groups: number }
  inputs: string[]
  outputs: string[]
}

/** Operators of a network's inference graph, each behind those that it uses, part after part; for drawing. */
export interface OperatorGraph {
  nodes: GraphOperator[]
  inputs: string[]
  outputs: string[]
  /** Shape of each value where it is known. */
  shapes: Record<string, (number | string)[]>
}
