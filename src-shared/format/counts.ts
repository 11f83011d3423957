/** A count with its prefix and three digits: 412 M, 1.25 G. `unit` follows the prefix: F for FLOPs. */
export function countText(value: number, unit = ''): string {
  for (const [size, prefix] of [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    // 999.6 k rounds to 1000 k, which is 1.00 M.
    if (Math.abs(value) >= 0.9995 * size) return `${threeDigits(value / size)} ${prefix}${unit}`
  }
  return unit === '' ? threeDigits(value) : `${threeDigits(value)} ${unit}`
}

function threeDigits(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value)
  const size = Math.abs(value)
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)
}
