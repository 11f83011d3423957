import { rounding, type HostPrecision } from './hostPrecision.ts'
import { permutation, type Stream } from '#shared/random/stream.ts'

/** The mixup of one batch: image n becomes share * image n + rest * image partners[n]. */
export interface Mixup {
  precision: HostPrecision
  share: number
  /** One minus the share. */
  rest: number
  partners: Int32Array
}

/** One Beta(alpha, alpha) share for the whole batch, and partners from a random permutation, as in pycls. */
export function drawMixup(alpha: number, batch: number, random: Stream, precision: HostPrecision): Mixup {
  const share = symmetricBeta(alpha, random)
  const round = rounding[precision]
  return { precision, share: round(share), rest: round(1 - share), partners: permutation(batch, random) }
}

/** A draw from Beta(alpha, alpha) as one of two equal gammas over their sum, computed with logarithms. */
export function symmetricBeta(alpha: number, random: Stream): number {
  const difference = logGammaDraw(alpha, random) - logGammaDraw(alpha, random)
  return 1 / (1 + Math.exp(-difference))
}

/**
 * The logarithm of a draw from Gamma(shape, 1): draws shape + 1 by Marsaglia and Tsang, ACM TOMS 26 (2000), and scales
 * by U^(1 / shape). Small shapes would underflow without the logarithm.
 */
function logGammaDraw(shape: number, random: Stream): number {
  const d = shape + 1 - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  const carry = Math.log(1 - random.uniform()) / shape
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    if (Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v) + carry
  }
}

/**
 * Mixes `values` in place: a tensor of `batch` images with the batch as its first axis or, with `batchLast`, its last.
 * `scratch` has the length of `values` and is overwritten.
 */
export function applyMixup(
  values: Float32Array,
  batch: number,
  batchLast: boolean,
  { precision, share, rest, partners }: Mixup,
  scratch: Float32Array,
): void {
  const pixels = values.length / batch
  const [imageStride, stride] = batchLast ? [1, batch] : [pixels, 1]
  const round = rounding[precision]
  scratch.set(values)
  for (let n = 0; n < batch; n++) {
    const own = n * imageStride
    const partner = partners[n]! * imageStride
    for (let i = 0; i < pixels; i++)
      values[own + i * stride] =
        round(share * scratch[own + i * stride]!) + round(rest * scratch[partner + i * stride]!)
  }
}
