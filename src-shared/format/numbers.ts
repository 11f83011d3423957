/** U+2212: as wide as a plus, which a hyphen is not. */
export const minusSign = '\u2212'

/** U+202F, between every three digits of a number of five or more. */
export const groupSpace = '\u202f'

/** The digits of a number as a program writes them, with a true minus sign and without one before nothing. */
function withMinus(text: string): string {
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replace('-', minusSign)
}

/** `value` with `digits` decimals: −1.3, 0.0. */
export const fixedText = (value: number, digits: number): string => withMinus(value.toFixed(digits))

/** The power of ten of a size, without the ten: 8.6; −∞ of an empty space, – of an unknown one. */
export const exponentText = (log10: number): string =>
  log10 === -Infinity ? `${minusSign}∞` : Number.isFinite(log10) ? fixedText(log10, 1) : '–'

/** The exponent of a size; of one that is only known to be at most `high`, ≤ and that. */
export const sizeExponentText = ({ log10, high }: { readonly log10: number; readonly high: number }): string =>
  log10 === -Infinity && high > -Infinity ? `≤\u00a0${exponentText(high)}` : exponentText(log10)

/** A difference with its sign and `digits` decimals: +0.3, −4.0; nothing has none. */
export function signedText(value: number, digits = 1): string {
  const text = fixedText(value, digits)
  return Number(text) > 0 ? `+${text}` : text
}

/** `value` to at most `digits` significant digits without trailing zeros: 0.25, −12, 1e+21 from 10²¹ on. */
export const shortText = (value: number, digits = 6): string => withMinus(String(Number(value.toPrecision(digits))))

/** A percentage with `digits` decimals, without its sign: 12.3. */
export const percentText = (percent: number, digits = 1): string => fixedText(percent, digits)

/** A percentage with its sign, never broken across lines: 12.3\u00a0%. */
export const percentageText = (percent: number, digits = 1): string => `${percentText(percent, digits)}\u00a0%`

/** Every digit of a whole number, in groups of three from five digits on: 4000, 12 000. */
export function wholeText(value: number): string {
  const rounded = Math.round(value)
  const digits = String(Math.abs(rounded))
  const grouped = digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, groupSpace)
  return rounded < 0 ? `${minusSign}${grouped}` : grouped
}

/** A count that is known roughly, in two digits: 7, 42, 280, 17 000. */
export const roughText = (count: number): string => wholeText(Number(count.toPrecision(2)))

/** A count with its margin, both as exact as the margin can be told in two digits: 1210 ± 980; 140 without one. */
export function plusMinusText(count: number, margin: number): string {
  if (margin === 0) return wholeText(count)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(margin)) - 1)
  const rounded = (value: number) => wholeText(Math.round(value / step) * step)
  return `${rounded(count)} ± ${rounded(margin)}`
}
