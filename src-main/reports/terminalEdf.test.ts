import { describe, expect, it } from 'vitest'
import { asciiEdf } from './terminalEdf.ts'

const series = [
  { name: 'AnyNetX_A', errors: [30, 40, 50, 60] },
  { name: 'RegNetX', errors: [20, 22, 24, 26] },
]
const size = { width: 60, height: 10 }
// eslint-disable-next-line no-control-regex
const plain = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '')

describe('asciiEdf', () => {
  it('keeps its width and prints n, min and mean, the better space first', () => {
    const lines = asciiEdf(series, size).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60)
    const [better, worse] = lines.filter((line) => /NetX/.test(line))
    expect(better).toMatch(/× RegNetX\s+4\s+20\.0\s+23\.0$/)
    expect(worse).toMatch(/● AnyNetX_A\s+4\s+30\.0\s+45\.0$/)
  })
  it('writes only ASCII without Unicode', () => {
    expect(asciiEdf(series, { ...size, ascii: true })).toMatch(/^[\x20-\x7e\n]*$/)
  })
  it('has the same text with and without colour', () => {
    expect(plain(asciiEdf(series, { ...size, colour: true }))).toBe(asciiEdf(series, size))
  })
  it('places symbols where the share is reached: further left for the better space', () => {
    const rows = asciiEdf(series, { ...size, ascii: true })
      .split('\n')
      .filter((line) => line.includes('|'))
    const column = (symbol: string) => Math.max(...rows.map((row) => row.indexOf(symbol)))
    expect(column('x')).toBeLessThan(column('o'))
  })
  it('says so if nothing finished', () => {
    expect(asciiEdf([{ name: 'A', errors: [] }], size)).toContain('No finished run')
  })
})
