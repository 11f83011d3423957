import fc from 'fast-check'
import { expect, it } from 'vitest'
import { epochError, type EpochReport } from '#shared/training/epochMetrics.ts'
import { withEpoch } from './reportedEpoch.ts'

const report = (epoch: number, validationErrorPercent: number, durationMs: number): EpochReport => ({
  ...{ epoch, learningRate: 0.1, trainLoss: 1, trainErrorPercent: 9, validationLoss: null, validationErrorPercent },
  ...{ validationTop5ErrorPercent: null, validationErrors: 3, emaValidationErrorPercent: null, imagesPerSecond: 5 },
  durationMs,
})
/** A run as the lab returns it after these epochs. */
const runOf = (curve: EpochReport[]) => ({
  ...{
    id: 7,
    epochs: (curve.at(-1)?.epoch ?? -1) + 1,
    durationMs: curve.reduce((sum, one) => sum + one.durationMs, 0),
  },
  lowestErrorPercent: curve.length === 0 ? null : Math.min(...curve.map(epochError)),
  ...{ errorCurve: curve.map(epochError), curve },
})

it('a run grown epoch by epoch equals the run read afterwards', () => {
  const gaps = fc.array(fc.record({ gap: fc.nat(3), error: fc.nat(100), ms: fc.nat(5000) }))
  fc.assert(
    fc.property(gaps, (steps) => {
      let epoch = -1
      const curve = steps.map(({ gap, error, ms }) => report((epoch += 1 + gap), error, ms))
      let run: ReturnType<typeof runOf> | undefined = runOf([])
      curve.forEach((one, i) => {
        run = run && withEpoch(run, { ...one, before: (curve[i - 1]?.epoch ?? -1) + 1 })
      })
      expect(run).toEqual(runOf(curve))
    }),
  )
})

it('an epoch that was missed, received twice or repeated after a restart does not fit', () => {
  const run = runOf([report(0, 50, 1), report(1, 40, 1)])
  expect(withEpoch(run, { ...report(3, 30, 1), before: 3 })).toBeUndefined()
  expect(withEpoch(run, { ...report(1, 40, 1), before: 1 })).toBeUndefined()
  expect(withEpoch(run, { ...report(0, 50, 1), before: 0 })).toBeUndefined()
  expect(withEpoch(run, { ...report(2, 30, 1), before: 2 })?.errorCurve).toEqual([50, 40, 30])
})

it('a run held without its curve gets none', () => {
  const { curve, errorCurve, ...row } = runOf([])
  const grown = withEpoch(row, { ...report(4, 30, 8), before: 0 })
  expect(grown).toEqual({ id: 7, epochs: 5, durationMs: 8, lowestErrorPercent: 30 })
  expect([curve, errorCurve]).toEqual([[], []])
})
