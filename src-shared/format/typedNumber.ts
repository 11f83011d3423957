/** What may stand behind a number of one kind: F behind multiply-adds, a per cent sign behind percentages. */
export type TypedUnit = 'F' | '%'

const prefixes: Readonly<Record<string, number>> = { k: 3, m: 6, g: 9, t: 12 }

/** Groups of three digits by one and the same sign, which the other functions of this folder write as a narrow space. */
const grouped = /^([+-]?)([1-9]\d{0,2})((?:,\d{3})+|(?: \d{3})+)(?=[.ekmgtF%\s]|$)/i
const number = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+))(?:e([+-]?\d+))? ?([kmgt]?) ?([F%]?)$/i
/** Three decimals of which the last says nothing: in other languages a point between thousands. */
const pointOfThousands = /^([+-]?[1-9]\d{0,2})\.(\d\d0)(?!\d)/

/** In the letters of ASCII: digits of full width, the spaces and the minus sign of this folder's texts. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll('\u2212', '-').trim().replace(/\s+/g, ' ')

/**
 * The number that a text means; undefined: none, or more than one. Reads what the functions of this folder write, so that
 * what the window shows can be typed back: 0.3M, 349 kF, 12 000, −1.3, 10 %; 300,000, digits of full width and 2.5e6 too.
 * The point is that of decimals, as in every language of the program; a text that elsewhere means a thousand times as much
 * and here would write its decimals for nothing (50.000) is none. `unit` may follow.
 */
export function typedNumber(text: string, unit?: TypedUnit): number | undefined {
  const written = plain(text)
  if (pointOfThousands.test(written)) return undefined
  const joined = written.replace(grouped, (_, sign: string, first: string, rest: string) => {
    return `${sign}${first}${rest.replace(/[ ,]/g, '')}`
  })
  const [, digits, exponent = '0', prefix = '', after = ''] = number.exec(joined) ?? []
  if (digits === undefined || (after !== '' && after.toUpperCase() !== unit)) return undefined
  // By the exponent, since 1.1 times 1e6 is not exactly 1100000.
  const value = Number(`${digits}e${Number(exponent) + (prefixes[prefix.toLowerCase()] ?? 0)}`)
  // Without the sign that a typed -0 would keep.
  return Number.isFinite(value) ? value + 0 : undefined
}

/** Both numbers that a text like 50.000 may mean; undefined: it is not one of these. */
export function twoReadings(text: string): readonly [small: string, large: string] | undefined {
  const [, whole, decimals] = pointOfThousands.exec(plain(text)) ?? []
  if (whole === undefined || decimals === undefined) return undefined
  return [String(Number(`${whole}.${decimals}`)), `${whole}${decimals}`]
}
