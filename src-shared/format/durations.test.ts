import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationRangeText, durationText } from './durations.ts'

const second = 1000
const minute = 60 * second
const sizes = { ms: 1, s: second, min: minute, h: 60 * minute }

/** The milliseconds of an English duration text. */
function milliseconds(text: string): number {
  const parts = Array.from(text.matchAll(/([\d.]+) (ms|s|min|h)\b/g), ([, number, unit]) => ({ number, unit }))
  return parts.reduce((sum, { number, unit }) => sum + Number(number) * sizes[unit as keyof typeof sizes], 0)
}

const durations = fc.oneof(
  fc.integer({ min: 0, max: 20 * second }),
  fc.integer({ min: 0, max: 200 * minute }),
  fc.double({ min: 0, max: 1e10, noNaN: true }),
)

describe('A duration', () => {
  it.each([
    [0, '0 s', '0초'],
    [850, '850 ms', '850ms'],
    [999.7, '1.0 s', '1.0초'],
    [8440, '8.4 s', '8.4초'],
    [9950, '10 s', '10초'],
    [12_400, '12 s', '12초'],
    [90_000, '90 s', '90초'],
    [99_600, '1 min 40 s', '1분 40초'],
    [192_000, '3 min 12 s', '3분 12초'],
    [19 * minute, '19 min', '19분'],
    [5999 * second, '1 h 40 min', '1시간 40분'],
    [110 * minute, '1 h 50 min', '1시간 50분'],
    [120 * minute, '2 h', '2시간'],
    [125 * minute, '2 h 5 min', '2시간 5분'],
  ])('of %d ms is formatted per language', (ms, english, korean) => {
    expect([durationText(ms, 'en'), durationText(ms, 'ko')]).toEqual([english, korean])
  })

  it('never reads shorter if it is longer, and equal texts are written alike', () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)].map((ms) => durationText(ms, 'en')) as [string, string]
        expect(milliseconds(short)).toBeLessThanOrEqual(milliseconds(long))
        if (milliseconds(short) === milliseconds(long)) expect(short).toBe(long)
      }),
      { numRuns: 2000 },
    )
  })

  it('is accurate to a tenth, or half a millisecond', () => {
    fc.assert(
      fc.property(durations, (ms) => {
        expect(Math.abs(milliseconds(durationText(ms, 'en')) - ms)).toBeLessThanOrEqual(Math.max(0.5, 0.1 * ms))
      }),
    )
  })
})

describe('A range of durations', () => {
  it.each([
    [[3 * minute, 5 * minute], '3–5 min', '3–5분'],
    [[3 * minute, 3.2 * minute], '3 min', '3분'],
    [[516, 3000], '1–3 s', '1–3초'],
    [[90, 529], '0–1 s', '0–1초'],
    [[90, 200], '0–1 s', '0–1초'],
    [[1000, 1200], '1 s', '1초'],
    [[99.5 * second, 99.5 * second], '1.7 min', '1.7분'],
    [[117 * second, 117 * second], '2 min', '2분'],
    [[98 * second, 3 * minute], '1.6–3 min', '1.6–3분'],
    [[86 * second, 2 * minute], '1.4–2 min', '1.4–2분'],
    [[13 * second, 4 * minute], '0.2–4 min', '0.2–4분'],
    [[50 * minute, 110 * minute], '0.8–1.8 h', '0.8–1.8시간'],
    [[883 * minute, 3407 * minute], '15–57 h', '15–57시간'],
  ] as const)('of %j ms has one unit', (range, english, korean) => {
    expect([durationRangeText(range, 'en'), durationRangeText(range, 'ko')]).toEqual([english, korean])
  })

  it('shows its unit once and its ends in order', () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const text = durationRangeText([Math.min(a, b), Math.max(a, b)], 'en')
        const [, low, , high] = /^([\d.]+)(–([\d.]+))? (s|min|h)$/.exec(text)!
        if (high !== undefined) expect(Number(low)).toBeLessThan(Number(high))
      }),
    )
  })
})
