import { expect, it } from 'vitest'
import { parseCount, parseFlopsWindow } from './flopsWindow.ts'

it.each([
  ['360M:400M', { low: 360e6, high: 400e6 }],
  ['0.3M:0.5M', { low: 300_000, high: 500_000 }],
  ['1.6G:', { low: 1.6e9, high: Number.MAX_SAFE_INTEGER }],
  [':500000', { low: 0, high: 500_000 }],
  ['360MF:400MF', { low: 360e6, high: 400e6 }],
])('%s is a window', (text, window) => expect(parseFlopsWindow(text)).toEqual(window))

it.each(['360M', '1:2:3', 'a:b', '400M:360M'])('%s is none', (text) => {
  expect(() => parseFlopsWindow(text)).toThrow(`invalid flops: ${text} (`)
})

it('reads counts exactly', () => {
  expect([parseCount('0.7M'), parseCount('12k'), parseCount('3'), parseCount('M')]).toEqual([
    700_000,
    12_000,
    3,
    undefined,
  ])
  expect(['0.35 MF', '300,000', '1.2345678k', '12.5', '-3', '0x10'].map(parseCount)).toEqual([
    350_000,
    300_000,
    1235,
    undefined,
    undefined,
    undefined,
  ])
})
