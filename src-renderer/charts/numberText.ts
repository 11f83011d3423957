/** The number with a true minus sign and `digits` decimals. */
export function fixedText(value: number, digits: number): string {
  const text = value.toFixed(digits)
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replace('-', '−')
}

/** The number with its sign, + or −, and `digits` decimals. */
export function signedText(value: number, digits: number): string {
  const text = fixedText(value, digits)
  return value > 0 && Number(text) !== 0 ? `+${text}` : text
}

/** The shortest text of a tick: no trailing zeros, a true minus sign. */
export function tickText(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−')
}

/** By what to divide counts of this size and what prefix to write: 416000 is 416 with k. */
export function countUnit(count: number): { divisor: number; prefix: string } {
  const prefixes = [
    { divisor: 1e9, prefix: 'G' },
    { divisor: 1e6, prefix: 'M' },
    { divisor: 1e3, prefix: 'k' },
  ]
  return prefixes.find(({ divisor }) => Math.abs(count) >= divisor) ?? { divisor: 1, prefix: '' }
}

/** A count with three digits and its unit: "416 kF", "3.91 M". */
export function countText(count: number, unit = ''): string {
  const { divisor, prefix } = countUnit(count)
  const value = count / divisor
  const digits = divisor === 1 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.max(value, 1))))
  const suffix = `${prefix}${unit}`
  return suffix ? `${fixedText(value, digits)} ${suffix}` : fixedText(value, digits)
}

/** A probability that never claims certainty: "> 0.999" and "< 0.001" at the ends. */
export function probabilityText(probability: number): string {
  if (probability > 0.999) return '> 0.999'
  return probability < 0.001 ? '< 0.001' : probability.toFixed(3)
}
