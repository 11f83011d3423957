import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesText, countText, countUnit, flopsRangeText } from './counts.ts'
import {
  exponentText,
  fixedText,
  percentageText,
  percentText,
  plusMinusText,
  roughText,
  shortText,
  signedText,
  sizeExponentText,
  wholeText,
} from './numbers.ts'
import { oddsText, probabilityText, pRelationText, pValueText } from './probabilities.ts'

const plain = (text: string) => Number(text.replaceAll('\u2212', '-').replaceAll('\u202f', ''))
const prefixes = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 }
/** The value of a count text. */
function counted(text: string): number {
  const [number = '', prefix = ''] = text.split(' ')
  return plain(number) * prefixes[prefix as keyof typeof prefixes]
}
const counts = fc.oneof(fc.integer({ min: -2e6, max: 2e6 }), fc.maxSafeInteger())
const values = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const chances = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.01, noNaN: true }))
const [low, high] = [Math.min, Math.max]

describe('A number', () => {
  it.each([
    ['0.0', () => fixedText(-0.04, 1)],
    ['−1.3', () => fixedText(-1.25, 1)],
    ['+3', () => signedText(3, 0)],
    ['0', () => signedText(0, 0)],
    ['0.0', () => signedText(0.04)],
    ['−4.0', () => signedText(-4)],
    ['−0.25', () => shortText(-0.25)],
    ['0.333', () => shortText(1 / 3, 3)],
    ['4000', () => wholeText(4000)],
    ['17\u202f079', () => wholeText(17_079)],
    ['−1\u202f234\u202f567', () => wholeText(-1_234_567)],
    ['0', () => wholeText(-0.5)],
    ['−1', () => wholeText(-0.6)],
    ['17\u202f000', () => roughText(17_079)],
    ['280', () => roughText(284)],
    ['7', () => roughText(7)],
    ['1210 ± 980', () => plusMinusText(1212, 983)],
    ['140 ± 12', () => plusMinusText(140, 12)],
    ['7 ± 3', () => plusMinusText(7, 3)],
    ['14\u202f000', () => plusMinusText(14_000, 0)],
    ['400 kF', () => flopsRangeText(4e5, 4e5)],
    ['300–500 kF', () => flopsRangeText(3e5, 5e5)],
    ['≤ 2.00 MF', () => flopsRangeText(0, 2e6)],
    ['≥ 300 kF', () => flopsRangeText(3e5, Number.MAX_SAFE_INTEGER)],
    ['8.6', () => exponentText(8.64)],
    ['−∞', () => exponentText(-Infinity)],
    ['≤\u00a015.8', () => sizeExponentText({ log10: -Infinity, high: 15.83 })],
    ['−∞', () => sizeExponentText({ log10: -Infinity, high: -Infinity })],
    ['8.6', () => sizeExponentText({ log10: 8.64, high: 9 })],
    ['–', () => exponentText(NaN)],
    ['416 kF', () => countText(416_000, 'F')],
    ['3.91 M', () => countText(3_913_000)],
    ['1.00 M', () => countText(999_600)],
    ['2.00 M', () => countText(2_000_000)],
    ['12', () => countText(12)],
    ['−12', () => countText(-12)],
    ['0.50', () => countText(0.5)],
    ['12.3 k', () => countText(12_300)],
    ['2.50 T', () => countText(2.5e12)],
    // Values that round up to one more digit drop a decimal.
    ['10.0 k', () => countText(9995)],
    ['100 k', () => countText(99_950)],
    ['1.00 M', () => countText(999_500)],
    ['382 MB', () => bytesText(382e6)],
    ['12.3', () => percentText(12.34)],
    ['−0.50\u00a0%', () => percentageText(-0.5, 2)],
  ])('%s', (expected, write) => expect(write()).toBe(expected))

  it('has one minus sign, which is not a hyphen, and none before zero', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 4 }), (value, digits) => {
        for (const text of [fixedText(value, digits), signedText(value, digits), shortText(value), countText(value)]) {
          expect(text.replace(/e-/, 'e')).not.toContain('-')
          expect(text).not.toMatch(/^\u2212[0.]*$/)
        }
      }),
    )
  })

  it('with its sign is the one without it', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 4 }), (value, digits) => {
        expect(signedText(value, digits).replace('+', '')).toBe(fixedText(value, digits))
      }),
    )
  })

  it('shows every digit of an integer', () => {
    fc.assert(
      fc.property(counts, (count) => {
        expect(plain(wholeText(count))).toBe(count)
      }),
    )
  })
})

describe('A count', () => {
  it('never reads smaller if it is larger, and equal texts are written alike', () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [less, more] = [countText(low(a, b)), countText(high(a, b))]
        expect(counted(less)).toBeLessThanOrEqual(counted(more))
        if (counted(less) === counted(more)) expect(less).toBe(more)
      }),
      { numRuns: 2000 },
    )
  })
  it('never has four digits before its prefix', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (count) => {
        expect(Math.abs(plain(countText(count).split(' ')[0]!))).toBeLessThan(1000)
        expect(countText(count).split(' ')[1] ?? '').toBe(countUnit(count).prefix)
      }),
    )
  })
})

describe('A probability', () => {
  it.each([
    ['> 0.999', () => probabilityText(1)],
    ['0.50', () => probabilityText(0.5)],
    ['0.996', () => probabilityText(0.9962)],
    ['0.999', () => probabilityText(0.999)],
    ['0.99', () => probabilityText(0.995)],
    ['0.01', () => probabilityText(0.005)],
    ['0.003', () => probabilityText(0.003)],
    ['0.001', () => probabilityText(0.001)],
    ['< 0.001', () => probabilityText(0)],
    ['100 %', () => oddsText(1)],
    ['> 99 %', () => oddsText(0.9999)],
    ['99 %', () => oddsText(0.99)],
    ['62 %', () => oddsText(0.62)],
    ['1 %', () => oddsText(0.01)],
    ['< 1 %', () => oddsText(0.001)],
    ['0 %', () => oddsText(0)],
    ['0.50', () => pValueText(0.5)],
    ['0.10', () => pValueText(0.0996)],
    ['0.040', () => pValueText(0.04)],
    ['0.10', () => pValueText(0.0995)],
    ['0.001', () => pValueText(0.00096)],
    ['0.001', () => pValueText(0.00095)],
    ['7\u00a0×\u00a010⁻⁷', () => pValueText(7.2e-7)],
    ['3\u00a0×\u00a010⁻¹²', () => pValueText(3e-12)],
    ['1\u00a0×\u00a010⁻¹⁰⁰', () => pValueText(1e-100)],
    ['<\u00a010⁻¹⁰⁰', () => pValueText(1e-120)],
    ['= 1\u00a0×\u00a010⁻¹⁰⁰', () => pRelationText(1e-100)],
    ['<\u00a010⁻¹⁰⁰', () => pRelationText(1e-120)],
    ['= 0.040', () => pRelationText(0.04)],
  ])('%s', (expected, write) => expect(write()).toBe(expected))

  const p = (text: string): number => {
    if (text.startsWith('<')) return 0
    const [digit, exponent] = text.split('\u00a0×\u00a010⁻')
    const raised = exponent === undefined ? 0 : Number(exponent.replace(/./g, (one) => `${'⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(one)}`))
    return Number(digit) * 10 ** -raised
  }
  const smallPs = fc.double({ min: -120, max: 0, noNaN: true }).map((exponent) => 10 ** exponent)
  const bounded = (text: string) => (text.startsWith('>') ? 1 : text.startsWith('<') ? 0 : Number(text))

  it.each([
    ['probabilityText', probabilityText, bounded, chances],
    ['pValueText', pValueText, p, fc.oneof(chances, smallPs)],
  ] as const)('%s keeps the order, and equal texts are written alike', (_, write, read, drawn) => {
    fc.assert(
      fc.property(drawn, drawn, (a, b) => {
        const [less, more] = [write(low(a, b)), write(high(a, b))]
        expect(read(less)).toBeLessThanOrEqual(read(more))
        if (Math.abs(read(less) - read(more)) < 1e-12 * read(more)) expect(less).toBe(more)
      }),
      { numRuns: 2000 },
    )
  })
})
