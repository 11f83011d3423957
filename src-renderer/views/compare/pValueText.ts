const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A p-value as it is read: = 0.03, = 7 × 10⁻⁷, < 10⁻¹⁰⁰. */
export function pValueText(p: number): string {
  if (p < 1e-100) return '< 10⁻¹⁰⁰'
  if (p >= 0.001) return `= ${p.toFixed(p >= 0.1 ? 2 : 3)}`
  const [digits, exponent] = p.toExponential(0).split('e') as [string, string]
  const raised = String(-Number(exponent)).replace(/\d/g, (digit) => superscripts.charAt(Number(digit)))
  return `= ${digits} × 10⁻${raised}`
}
