import { describe, expect, it } from 'vitest'
import { calibrate } from './calibrate.ts'
import { brokenPromises } from './promises.ts'
import { fullTables, summaryTable } from './tables.ts'

// The full table takes long (`npm run calibration`). These are the settings at which the previous ranges failed.
const found = calibrate(300, undefined, {
  sizes: [8, 24],
  unequal: [[24, 8]],
  pairs: [
    ['normal', 'normal'],
    ['normal', 'wide'],
    ['bimodal', 'skew2'],
  ],
  shapes: ['skew', 'diverged'],
  weighted: ['skew'],
})

describe("the program's ranges", () => {
  it('keep the promises of docs/method.md', () => expect(brokenPromises(found)).toEqual([]))
  it('cover more than the methods they were chosen over', () => {
    const few = found.pairs.filter(({ newer, older }) => newer === 'bimodal' && older === 'skew2')
    for (const { held } of few) expect(held.beats!.coverage).toBeGreaterThan(held.brunnerMunzel!.coverage)
    expect(Math.min(...found.shares.map(({ of }) => of.percentile.least))).toBeLessThan(20)
  })
  it('fail if a range is too narrow', () => {
    const [first] = found.pairs
    const short = { ...first!, held: { ...first!.held, beats: { ...first!.held.beats!, coverage: 85 } } }
    expect(brokenPromises({ ...found, pairs: [short] }).join()).toMatch(/beats of normal .* holds 85.0 %/)
  })
  it('fill their tables without gaps', () => {
    for (const text of [summaryTable(found), fullTables(found)]) expect(text).not.toMatch(/NaN|undefined|Infinity/)
  })
})
