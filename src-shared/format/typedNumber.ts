/** Unit that may follow a number of one kind: F for multiply-adds, % for percentages. */
export type TypedUnit = 'F' | '%'

const prefixes: Readonly<Record<string, number>> = { k: 3, m: 6, g: 9, t: 12 }

/** Groups of three digits with one consistent separator, which other functions here write as a narrow space. */
const grouped = /^([+-]?)([1-9]\d{0,2})((?:,\d{3})+|(?: \d{3})+)(?=[.ekmgtF%\s]|$)/i
const number = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+))(?:e([+-]?\d+))? ?([kmgt]?) ?([F%]?)$/i
/** Three decimals ending in zero: in other languages the point may separate thousands. */
const pointOfThousands = /^([+-]?[1-9]\d{0,2})\.(\d\d0)(?!\d)/

/** The text in ASCII: full-width digits, and this folder's spaces and minus sign, are converted. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll('\u2212', '-').trim().replace(/\s+/g, ' ')

/**
 * The number a text means; undefined if none or ambiguous. Reads what the functions of this folder write, so that
 * displayed values can be typed back: 0.3M, 349 kF, 12 000, −1.3, 10 %; also 300,000, full-width digits and 2.5e6. The
 * decimal separator is the point, as in all languages of the program; a text such as 50.000, which elsewhere means a
 * thousand times as much and whose decimals would be pointless here, is refused. `unit` may follow.
 */
export function typedNumber(text: string, unit?: TypedUnit): number | undefined {
  const written = plain(text)
  if (pointOfThousands.test(written)) return undefined
  const joined = written.replace(grouped, (_, sign: string, first: string, rest: string) => {
    return `${sign}${first}${rest.replace(/[ ,]/g, '')}`
  })
  const [, digits, exponent = '0', prefix = '', after = ''] = number.exec(joined) ?? []
  if (digits === undefined || (after !== '' && after.toUpperCase() !== unit)) return undefined
  // Through the exponent, since 1.1 times 1e6 is not exactly 1100000.
  const value = Number(`${digits}e${Number(exponent) + (prefixes[prefix.toLowerCase()] ?? 0)}`)
  // Removes the sign of a typed -0.
  return Number.isFinite(value) ? value + 0 : undefined
}

/** Both numbers that a text such as 50.000 may mean; undefined for other texts. */
export function twoReadings(text: string): readonly [small: string, large: string] | undefined {
  const [, whole, decimals] = pointOfThousands.exec(plain(text)) ?? []
  if (whole === undefined || decimals === undefined) return undefined
  return [String(Number(`${whole}.${decimals}`)), `${whole}${decimals}`]
}
