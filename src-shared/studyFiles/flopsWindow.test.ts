import { expect, it } from 'vitest'
import { parseCount, parseFlopsWindow } from './flopsWindow.ts'

it.each([
  ['360M:400M', { low: 360e6, high: 400e6 }],
  ['0.3M:0.5M', { low: 300_000, high: 500_000 }],
  ['1.6G:', { low: 1.6e9, high: Number.MAX_SAFE_INTEGER }],
  [':500000', { low: 0, high: 500_000 }],
  ['360MF:400MF', { low: 360e6, high: 400e6 }],
  [' 1.25k : 2t ', { low: 1250, high: 2e12 }],
  ['1e6:12E6', { low: 1e6, high: 12e6 }],
  ['5:5', { low: 5, high: 5 }],
  [':', { low: 0, high: Number.MAX_SAFE_INTEGER }],
])('%s is a window', (text, window) => expect(parseFlopsWindow(text)).toEqual(window))

it.each(['360M', '1:2:3', '::', 'a:1', '1:b', 'x1:2', '1x:2', '1.:2', '-1:2', '1MM:2G'])('%s is invalid', (text) => {
  expect(() => parseFlopsWindow(text)).toThrow(`invalid flops: ${text} (write low:high, as in 360M:400M or :0.5M)`)
})

it('reports swapped ends', () => {
  expect(() => parseFlopsWindow('400M:360M')).toThrow('invalid flops: 400M:360M (the low end is above the high end)')
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
