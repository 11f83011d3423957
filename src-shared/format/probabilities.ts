/** A probability that is never shown as 0 or 1: 0.50, 0.997, > 0.999. */
export function probabilityText(probability: number): string {
  if (probability > 0.999) return '> 0.999'
  if (probability < 0.001) return '< 0.001'
  return probability.toFixed(probability > 0.995 || probability < 0.005 ? 3 : 2)
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** Smaller p-values are only shown as small. */
const leastP = 1e-100

/** A p-value, in which no line breaks: 0.23, 0.004, 7\u00a0×\u00a010⁻⁷, <\u00a010⁻¹⁰⁰. */
export function pValueText(p: number): string {
  if (p < leastP) return '<\u00a010⁻¹⁰⁰'
  // 0.0996 reads 0.10 and 0.00096 reads 0.001, like the values they round to.
  if (p >= 0.0995) return p.toFixed(2)
  if (p >= 0.00095) return p.toFixed(3)
  const [digit, exponent] = p.toExponential(0).split('e-') as [string, string]
  return `${digit}\u00a0×\u00a010⁻${exponent.replace(/\d/g, (one) => superscripts.charAt(Number(one)))}`
}

/** A p-value after the letter p in a sentence: = 0.03, <\u00a010⁻¹⁰⁰. */
export const pRelationText = (p: number): string => (p < leastP ? pValueText(p) : `= ${pValueText(p)}`)

/** A probability as whole percent; rounding alone never makes it certain: 0 %, < 1 %, 62 %, > 99 %, 100 %. */
export function oddsText(probability: number): string {
  if (probability > 0.99 && probability < 1) return '> 99 %'
  return probability < 0.01 && probability > 0 ? '< 1 %' : `${Math.round(100 * probability)} %`
}
