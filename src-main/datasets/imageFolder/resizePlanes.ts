interface Planes {
  count: number
  width: number
  height: number
}

/**
 * Grey images [count, height, width] resized to [count, size, size]: triangle filter as wide as a source pixel when
 * enlarging and as a target pixel when reducing, half-pixel centres, rounded to the nearest byte.
 */
export function resizePlanes(source: Uint8Array, { count, width, height }: Planes, size: number): Uint8Array {
  const horizontal = filterTaps(width, size)
  const vertical = filterTaps(height, size)
  const rows = new Float64Array(height * size)
  const out = new Uint8Array(count * size * size)
  for (let image = 0; image < count; image++) {
    for (let y = 0; y < height; y++) {
      const base = (image * height + y) * width
      for (let x = 0; x < size; x++) {
        const { first, weights } = horizontal[x]!
        let sum = 0
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * source[base + first + k]!
        rows[y * size + x] = sum
      }
    }
    for (let y = 0; y < size; y++) {
      const { first, weights } = vertical[y]!
      for (let x = 0; x < size; x++) {
        let sum = 0
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * rows[(first + k) * size + x]!
        out[(image * size + y) * size + x] = Math.floor(sum + 0.5)
      }
    }
  }
  return out
}

/** For each of `to` target pixels, the first of `from` source pixels and the weights from there on, summing to 1. */
function filterTaps(from: number, to: number): { first: number; weights: number[] }[] {
  const scale = from / to
  const reach = Math.max(1, scale)
  return Array.from({ length: to }, (_, target) => {
    const centre = (target + 0.5) * scale - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(from - 1, Math.floor(centre + reach))
    const weights = Array.from({ length: last - first + 1 }, (_, k) => 1 - Math.abs(first + k - centre) / reach)
    const sum = weights.reduce((a, b) => a + b)
    return { first, weights: weights.map((weight) => weight / sum) }
  })
}
