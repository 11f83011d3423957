import { encode } from 'fast-png'

/**
 * A picture as the data URI of a PNG; `pixels`: uint8 RGB, planar, `side` squared. A pure function: equal pixels give equal
 * text wherever it runs.
 */
export function pngUri(pixels: Uint8Array, side: number): string {
  const plane = side ** 2
  const data = Uint8Array.from(pixels, (_, i) => pixels[(i % 3) * plane + Math.floor(i / 3)]!)
  return `data:image/png;base64,${base64(encode({ width: side, height: side, data, depth: 8, channels: 3 }))}`
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: Uint8Array): string {
  const groups: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const group = [18, 12, 6, 0].map((shift) => digits[(word >> shift) & 63]!)
    const known = Math.min(3, bytes.length - i) + 1
    groups.push(group.slice(0, known).join('').padEnd(4, '='))
  }
  return groups.join('')
}
