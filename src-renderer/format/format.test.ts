import { describe, expect, it } from 'vitest'
import { languages } from '#renderer/i18n/i18n.ts'
import { durationRangeText, durationText, flopsRangeText, plusMinusText } from './format.ts'

const minute = 60_000

describe('A duration', () => {
  it.each([
    [850, '850 ms', '850ms'],
    [12_400, '12 s', '12초'],
    [99_600, '2 min', '2분'],
    [19 * minute, '19 min', '19분'],
    [110 * minute, '1 h 50 min', '1시간 50분'],
    [125 * minute, '2 h 05 min', '2시간 05분'],
  ])('of %i ms is written as its language does', (ms, english, korean) => {
    expect([durationText(ms, 'en'), durationText(ms, 'ko')]).toEqual([english, korean])
  })

  it.each([
    [[3 * minute, 5 * minute], '3–5 min', '3–5분'],
    [[3 * minute, 3.2 * minute], '3 min', '3분'],
    [[516, 3000], '1–3 s', '1–3초'],
    [[90, 529], '0–1 s', '0–1초'],
    [[40_000, 3 * minute], '40 s – 3 min', '40초 – 3분'],
    [[110 * minute, 110.2 * minute], '1 h 50 min', '1시간 50분'],
    [[50 * minute, 110 * minute], '50 min – 1 h 50 min', '50분 – 1시간 50분'],
    [[883 * minute, 3407 * minute], '15–57 h', '15–57시간'],
  ] as const)('of %j ms is a range', (range, english, korean) => {
    expect([durationRangeText(range, 'en'), durationRangeText(range, 'ko')]).toEqual([english, korean])
  })

  it('has units of its own in every language of the window', () => {
    const texts = Object.keys(languages).map((language) => durationText(19 * minute, language))
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('A number', () => {
  it.each([
    [1212, 983, '1,210 ± 980'],
    [140, 12, '140 ± 12'],
    [7, 3, '7 ± 3'],
    [1400, 0, '1,400'],
  ])('of %i give or take %i is as exact as its margin', (count, margin, text) => {
    expect(plusMinusText(count, margin)).toBe(text)
  })
  it('of FLOPs alone is no range', () => {
    expect([flopsRangeText(4e5, 4e5), flopsRangeText(3e5, 5e5)]).toEqual(['400 kF', '300–500 kF'])
  })
})
