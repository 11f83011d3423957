import { describe, expect, it } from 'vitest'
import type { TimeSource } from '#shared/designspaces/constraints/timeLimits.ts'
import { predictedTime } from '#shared/timing/predictedTime.ts'
import { presets, scaleSpace, scales } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { parseStudyFile, studySpaces } from './studyFile.ts'
import { searchStudy, type Budget } from './searchStudy.ts'

const base = parseStudyFile({
  ...{ formatVersion: 1, name: 'base', spaces: ['AnyNetX_A'], scale: 'tiny16', perSpace: 5, imageSize: 16, seed: 7 },
  ...{ flops: { low: '1M', high: '2M' }, dataset: { kind: 'synthetic' } },
})
/** About 2 ms at 1 MF. */
const timeSource: TimeSource = {
  ...{ constant: 0.2, perGigaFlops: 1000, perMegaActivations: 20, mode: 'inference', batchSize: 1 },
  ...{ device: 'CPU', provider: 'cpu', threads: 1 },
}
const space = scaleSpace(presets.RegNetX, scales.tiny16)

describe('searchStudy', () => {
  it.each<[Budget]>([
    [{ flops: 1e6 }],
    [{ parameters: 30_000 }],
    [{ activations: 20_000 }],
    [{ flops: 1e6, parameters: 60_000, activations: 40_000 }],
    [{ time: 2 }],
    [{ flops: 1e6, time: 2 }],
  ])('draws networks within %j and near the first of it', (budget) => {
    const study = searchStudy(base, { space, budget, networks: 8, timeSource })
    expect(study).toMatchObject({ perSpace: 8, imageSize: 16, seed: 7, keepWeights: { keep: 'best', count: 8 } })
    const [searched, ...more] = studySpaces(study)
    expect(more).toEqual([])
    const regime = { imageSize: 16, classes: 10, convention: 'paper' } as const
    const { networks } = samplePopulation({
      ...{ space: searched!, count: 8, seed: 1 },
      regime: { ...regime, ...(study.flops && { flops: study.flops }) },
    })
    const [first] = Object.keys(budget) as (keyof Budget)[]
    for (const { complexity: counts } of networks) {
      const complexity = { ...counts, time: predictedTime(timeSource, counts) }
      for (const [measure, most] of Object.entries(budget) as [keyof Budget, number][])
        expect(complexity[measure]).toBeLessThanOrEqual(most)
      expect(complexity[first!]).toBeGreaterThanOrEqual(0.9 * budget[first!]!)
    }
  })

  it('combines the budget with the constraints of the space', () => {
    const constrained = { ...space, constraints: [{ id: 'parameters', max: 20_000 } as const] }
    expect(
      searchStudy(base, { space: constrained, budget: { flops: 1e6, parameters: 60_000 }, networks: 4 }).spaces![0],
    ).toMatchObject({
      constraints: [{ id: 'parameters', max: 20_000 }],
    })
    expect(() => searchStudy(base, { space: constrained, budget: { parameters: 60_000 }, networks: 4 })).toThrow(
      'no network within the budget',
    )
  })

  it.each([
    [{}, 'name a budget'],
    [{ time: 5 }, 'what predicts the time'],
    [{ flops: 0 }, 'a budget of 0: a number above 0'],
  ])('refuses %j', (budget, said) => expect(() => searchStudy(base, { space, budget, networks: 4 })).toThrow(said))
})
