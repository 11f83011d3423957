import { describe, expect, it } from 'vitest'
import { drawRuns } from './retrain.ts'

describe('The retrained runs', () => {
  const runs = Array.from({ length: 20 }, (_, i) => i)

  it('are drawn without replacement, in order, by the seed alone', () => {
    const drawn = drawRuns(runs, 5, 3)
    expect(new Set(drawn).size).toBe(5)
    expect(drawn).toEqual(drawn.toSorted((a, b) => a - b))
    expect(drawRuns(runs, 5, 3)).toEqual(drawn)
  })

  it('are all equally likely', () => {
    const counts = new Map<number, number>()
    for (let seed = 0; seed < 4000; seed++)
      for (const run of drawRuns(runs, 5, seed)) counts.set(run, (counts.get(run) ?? 0) + 1)
    // 1000 each, with a standard deviation of 27.
    for (const run of runs) expect(Math.abs(counts.get(run)! - 1000)).toBeLessThan(140)
  })

  it('are all runs if there are no more', () => {
    expect(drawRuns(runs, 50, 1)).toEqual(runs)
  })
})
