/** Logits of a batch in a plan's layout: [N, classes], or [classes, N] with `batchLast`. */
export interface Logits {
  values: Float32Array
  batch: number
  batchLast: boolean
}

/**
 * How many classes rank before `label` for image `n`: those with a larger logit, and those with an equal logit and
 * lower index, so that top-1 is the first maximum. NaN ranks before everything.
 */
export function rankOf({ values, batch, batchLast }: Logits, n: number, label: number): number {
  const classes = values.length / batch
  const [start, stride] = batchLast ? [n, batch] : [n * classes, 1]
  const own = values[start + label * stride]!
  let rank = 0
  for (let c = 0; c < classes; c++) {
    const other = values[start + c * stride]!
    if (!(other <= own) || (other === own && c < label)) rank++
  }
  return rank
}

/** Cross-entropy of image `n` without label smoothing, in double precision. */
export function crossEntropyOf({ values, batch, batchLast }: Logits, n: number, label: number): number {
  const classes = values.length / batch
  const [start, stride] = batchLast ? [n, batch] : [n * classes, 1]
  let largest = -Infinity
  for (let c = 0; c < classes; c++) largest = Math.max(largest, values[start + c * stride]!)
  let sum = 0
  for (let c = 0; c < classes; c++) sum += Math.exp(values[start + c * stride]! - largest)
  return largest + Math.log(sum) - values[start + label * stride]!
}

/** What an image's logits say. */
export interface Judgement {
  /** The class with the largest logit; of equals, the first: the one that ranks 0. */
  predicted: number
  /** Its probability, and that of the label, from 0 to 1. */
  probability: number
  labelProbability: number
  /** See crossEntropyOf. */
  loss: number
}

/** What the logits of image `n`, all finite, say of a label. */
export function judgementOf(logits: Logits, n: number, label: number): Judgement {
  const { values, batch, batchLast } = logits
  const classes = values.length / batch
  const [start, stride] = batchLast ? [n, batch] : [n * classes, 1]
  let predicted = 0
  for (let c = 1; c < classes; c++) if (values[start + c * stride]! > values[start + predicted * stride]!) predicted = c
  const loss = crossEntropyOf(logits, n, label)
  return {
    ...{ predicted, loss },
    probability: Math.exp(-crossEntropyOf(logits, n, predicted)),
    labelProbability: Math.exp(-loss),
  }
}
