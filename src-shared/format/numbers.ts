/** U+2212, as wide as a plus, unlike a hyphen. */
export const minusSign = '\u2212'

/** U+202F, between groups of three digits in numbers of five or more. */
export const groupSpace = '\u202f'

/** A number's text with a true minus sign, and none before zero. */
function withMinus(text: string): string {
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replace('-', minusSign)
}

/** `value` with `digits` decimals: −1.3, 0.0. */
export const fixedText = (value: number, digits: number): string => withMinus(value.toFixed(digits))

/** The exponent of a size, log10: 8.6; −∞ for an empty space, – for an unknown one. */
export const exponentText = (log10: number): string =>
  log10 === -Infinity ? `${minusSign}∞` : Number.isFinite(log10) ? fixedText(log10, 1) : '–'

/** The exponent of a size; ≤ `high` if only that upper bound is known. */
export const sizeExponentText = ({ log10, high }: { readonly log10: number; readonly high: number }): string =>
  log10 === -Infinity && high > -Infinity ? `≤\u00a0${exponentText(high)}` : exponentText(log10)

/** A difference with sign and `digits` decimals: +0.3, −4.0; zero has no sign. */
export function signedText(value: number, digits = 1): string {
  const text = fixedText(value, digits)
  return Number(text) > 0 ? `+${text}` : text
}

/** `value` to at most `digits` significant digits without trailing zeros: 0.25, −12, 1e+21 from 10²¹ on. */
export const shortText = (value: number, digits = 6): string => withMinus(String(Number(value.toPrecision(digits))))

/** A percentage with `digits` decimals, without the percent sign: 12.3. */
export const percentText = (percent: number, digits = 1): string => fixedText(percent, digits)

/** A percentage with its sign, joined by a no-break space: 12.3\u00a0%. */
export const percentageText = (percent: number, digits = 1): string => `${percentText(percent, digits)}\u00a0%`

/** Every digit of an integer, grouped in threes from five digits on: 4000, 12 000. */
export function wholeText(value: number): string {
  const rounded = Math.round(value)
  const digits = String(Math.abs(rounded))
  const grouped = digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, groupSpace)
  return rounded < 0 ? `${minusSign}${grouped}` : grouped
}

/** An approximate count with two digits: 7, 42, 280, 17 000. */
export const roughText = (count: number): string => wholeText(Number(count.toPrecision(2)))

/** A count with its margin, both rounded to two digits of the margin: 1210 ± 980; without a margin 140. */
export function plusMinusText(count: number, margin: number): string {
  if (margin === 0) return wholeText(count)
  const step = 10 ** Math.max(0, Math.floor(Math.log10(margin)) - 1)
  const rounded = (value: number) => wholeText(Math.round(value / step) * step)
  return `${rounded(count)} ± ${rounded(margin)}`
}
