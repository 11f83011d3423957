import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countText, flopsText } from './counts.ts'
import { fixedText, percentageText, shortText, signedText, wholeText } from './numbers.ts'
import { twoReadings, typedNumber } from './typedNumber.ts'

describe('a typed number', () => {
  it.each([
    ['0.3M', 300_000],
    ['349 kF', 349_000],
    ['349kf', 349_000],
    ['1.1 G', 1.1e9],
    ['10', 10],
    ['１０', 10],
    ['１２．５', 12.5],
    ['300,000', 300_000],
    ['1,234,567.5', 1_234_567.5],
    ['12 000', 12_000],
    ['12\u202f000', 12_000],
    ['−1.3', -1.3],
    ['+0.3', 0.3],
    ['2.5e6', 2.5e6],
    ['1e-5', 1e-5],
    ['.5', 0.5],
    ['0.125', 0.125],
    ['2.625', 2.625],
    ['12,000 F', 12_000],
    ['0.050', 0.05],
  ])('%s is %d', (text, value) => expect(typedNumber(text, 'F')).toBe(value))

  it.each(['10 %', '10%', '１０％', '10\u00a0%'])('%s is 10 as a percentage', (text) => {
    expect(typedNumber(text, '%')).toBe(10)
    expect(typedNumber(text)).toBeUndefined()
    expect(typedNumber(text, 'F')).toBeUndefined()
  })

  it.each(
    [
      '0x10',
      '0b11',
      '1_000',
      '',
      ' ',
      'many',
      'Infinity',
      'NaN',
      '1e999',
      '1,5',
      '0,125',
      '1,00',
      '12,34,567',
      '1 2',
    ].concat([
      '50.000',
      '1.250',
      '1.000.000',
      '12.345.678',
      '1..2',
      '--1',
      '5 MB',
      '1,000 000',
      '3 F %',
      'F',
      'k',
      '1e',
    ]),
  )('%s is invalid', (text) => expect(typedNumber(text, 'F')).toBeUndefined())

  it('names both possible meanings', () => {
    expect(twoReadings('50.000')).toEqual(['50', '50000'])
    expect(twoReadings(' １.250')).toEqual(['1.25', '1250'])
    for (const text of ['0.050', '1.125', '50', 'many']) expect(twoReadings(text)).toBeUndefined()
  })

  it('parses what the program writes', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14 })
    fc.assert(
      fc.property(
        finite,
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 2 }),
        (value, whole, digits) => {
          expect(typedNumber(wholeText(whole))).toBe(whole)
          expect(typedNumber(fixedText(value, digits))).toBe(Number(value.toFixed(digits)) + 0)
          expect(typedNumber(signedText(value, digits))).toBe(Number(value.toFixed(digits)) + 0)
          expect(typedNumber(shortText(value))).toBe(Number(value.toPrecision(6)) + 0)
          expect(typedNumber(String(value))).toBe(value + 0)
          expect(typedNumber(percentageText(value), '%')).toBe(Number(value.toFixed(1)) + 0)
          const count = Math.abs(whole)
          for (const text of [countText(count), flopsText(count)]) {
            const read = typedNumber(text, 'F')!
            expect(Math.abs(read - count)).toBeLessThanOrEqual(0.005 * count)
          }
        },
      ),
    )
  })
})
