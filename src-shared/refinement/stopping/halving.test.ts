import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { science } from '#shared/messages/en/science.ts'
import { translation } from '#shared/messages/translation.ts'
import { stream } from '#shared/random/stream.ts'
import { fewestInFull, halvingSchema, rungEpochs } from '#shared/training/halving.ts'
import { droppedAfter, leastAgreement, rungsOf, type HalvedRun } from './halving.ts'
import { halvingTexts } from './halvingText.ts'

const halving = halvingSchema.parse({ rungs: [0.25, 0.5], keep: 0.5, inFull: 16 })
const epochs = [3, 6]

/** Runs whose early errors are their final ones with that much noise. */
function sample(count: number, noise: number, seed = 1): HalvedRun[] {
  const random = stream(seed, 'dataset')
  return Array.from({ length: count }, (_, position): HalvedRun => {
    const errorPercent = 20 + 4 * random.normal()
    const early = epochs.map(() => errorPercent + 10 + noise * random.normal())
    return { position, status: 'finished', errorPercent, exclusion: null, early }
  })
}

describe('the rungs of a population that drops its worst networks', () => {
  it('are at evaluated epochs before the last, each once', () => {
    expect(rungEpochs({ rungs: [0.25, 0.5] }, { epochs: 12, evaluateEvery: 1 })).toEqual([3, 6])
    expect(rungEpochs({ rungs: [0.1, 0.3, 0.31] }, { epochs: 30, evaluateEvery: 1 })).toEqual([3, 9, 10])
    expect(rungEpochs({ rungs: [0.1, 0.2, 0.9] }, { epochs: 10, evaluateEvery: 4 })).toEqual([4])
    expect(rungEpochs({ rungs: [0.5] }, { epochs: 1, evaluateEvery: 1 })).toEqual([])
  })

  it('are unknown until all networks that are trained in full are over', () => {
    const runs = sample(20, 0.5)
    const openAt = (place: number) => runs.map((run, i) => (i === place ? { ...run, status: 'running' } : run))
    expect(rungsOf(halving, epochs, openAt(15))).toBeUndefined()
    expect(rungsOf(halving, epochs, runs.slice(0, 15))).toBeUndefined()
    expect(rungsOf(halving, epochs, openAt(16))).toBeDefined()
  })

  it('let the best half go on, and then the best quarter, by the errors of those trained in full', () => {
    const runs = sample(16, 0)
    const [first, second] = rungsOf(halving, epochs, runs)!
    const sorted = (i: number) => runs.map(({ early }) => early[i]!).sort((a, b) => a - b)
    expect([first, second]).toMatchObject([
      { epoch: 3, n: 16, highest: sorted(0)[7] },
      { epoch: 6, n: 16, highest: sorted(1)[3] },
    ])
    // Perfectly ordered: the range is that of the next possible correlation (rankCorrelationRange).
    expect(first!.agreement!.value).toBe(1)
    expect(first!.agreement!.low).toBeGreaterThan(0.95)
  })

  it('drop nothing where early errors do not agree with the final ones, or too few networks finished', () => {
    const unlike = rungsOf(halving, epochs, sample(16, 40))!
    for (const { agreement, highest } of unlike) {
      expect(agreement!.low).toBeLessThan(leastAgreement)
      expect(highest).toBeNull()
    }
    const few = sample(16, 0).map((run, i) => (i < 9 ? { ...run, status: 'diverged', errorPercent: null } : run))
    expect(rungsOf(halving, epochs, few)).toMatchObject([{ n: fewestInFull - 1, agreement: null, highest: null }, {}])
  })

  it('do not depend on later networks, in whatever state, so that what is dropped is the same at any time', () => {
    const runs = sample(40, 1)
    const rungs = rungsOf(halving, epochs, runs)!
    const statuses = fc.array(fc.constantFrom('queued', 'running', 'finished', 'cancelled'), {
      minLength: 24,
      maxLength: 24,
    })
    fc.assert(
      fc.property(statuses, (given) => {
        const other = runs.map((run, i) => (i < 16 ? run : { ...run, status: given[i - 16]!, errorPercent: null }))
        expect(rungsOf(halving, epochs, other)).toEqual(rungs)
      }),
    )
    const dropped = runs.filter((run) => droppedAfter(run, rungs, halving) !== undefined)
    expect(dropped.length).toBeGreaterThan(8)
    expect(dropped.every(({ position }) => position >= 16)).toBe(true)
    const best = runs.toSorted((a, b) => a.errorPercent! - b.errorPercent!)[0]!
    expect(dropped).not.toContain(best)
    for (const run of runs) {
      const [first, second] = run.early.map((error, i) => run.position >= 16 && error! > rungs[i]!.highest!)
      expect(droppedAfter(run, rungs, halving)).toBe(first ? 3 : second ? 6 : undefined)
      // Before it comes to the second rung it can only be dropped at the first.
      expect(droppedAfter({ ...run, early: [run.early[0]!, null] }, rungs, halving)).toBe(first ? 3 : undefined)
    }
  })

  it('say what they rest on', () => {
    const t = translation('en', { science })
    const about = { name: 'A', halving, count: 40, dropped: 18 }
    const said = (noise: number) => halvingTexts({ ...about, rungs: rungsOf(halving, epochs, sample(16, noise))! }, t)
    expect(said(0)[0]).toMatch(
      /^After epoch 3: the errors of 16 networks .* correlation 1\.00, .*\. Networks above .* are dropped\.$/,
    )
    expect(said(40)[1]).toContain('do not agree enough')
    expect(said(0)[2]).toContain('A: 18 of 40 networks dropped early.')
    expect(halvingTexts({ ...about, dropped: 0, rungs: null }, t)).toEqual([
      expect.stringContaining('Its first 16 are'),
    ])
  })
})

it('a halving is refused if its rungs do not ascend or its parts are out of range', () => {
  const isFine = (given: object) => halvingSchema.safeParse(given).success
  expect(isFine({})).toBe(true)
  for (const wrong of [{ rungs: [0.5, 0.25] }, { rungs: [] }, { rungs: [1] }, { keep: 1 }, { inFull: 7 }])
    expect(isFine(wrong), JSON.stringify(wrong)).toBe(false)
})
