import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countedErrors, exclusionReasons, isCounted, isCountedDiverged, isExcludedResult } from './countedRun.ts'

const run = fc.record({
  status: fc.constantFrom('queued', 'running', 'paused', 'interrupted', 'finished', 'diverged', 'failed', 'cancelled'),
  errorPercent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  exclusion: fc.option(fc.constantFrom('disk full', 'wrong images', 'another machine')),
})

it('a run counts if it finished with an error and was not excluded', () => {
  const finished = { status: 'finished', errorPercent: 12.5, exclusion: null }
  expect(isCounted(finished)).toBe(true)
  expect(isCounted({ ...finished, exclusion: 'wrong images' })).toBe(false)
  expect(isCounted({ ...finished, status: 'paused' })).toBe(false)
  expect(isCountedDiverged({ status: 'diverged', errorPercent: null, exclusion: null })).toBe(true)
  expect(isCountedDiverged({ status: 'diverged', errorPercent: null, exclusion: 'disk full' })).toBe(false)
})

it('a run with a result counts or is an excluded result, never both', () => {
  fc.assert(
    fc.property(run, (one) => {
      const hasResult = one.status === 'finished' && one.errorPercent !== null
      expect(Number(isCounted(one)) + Number(isExcludedResult(one))).toBe(Number(hasResult))
    }),
  )
})

it('excluding runs only removes their errors, whatever the reason', () => {
  fc.assert(
    fc.property(fc.array(run), fc.func(fc.boolean()), (runs, chosen) => {
      const excluded = runs.map((one, i) => (chosen(i) ? { ...one, exclusion: 'other' } : one))
      expect(countedErrors(excluded)).toEqual(countedErrors(runs.filter((_, i) => !chosen(i))))
    }),
  )
})

it('exclusionReasons counts every excluded run under its reason, most frequent first', () => {
  fc.assert(
    fc.property(fc.array(run), (runs) => {
      const reasons = exclusionReasons(runs)
      expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(
        runs.filter(({ exclusion }) => exclusion !== null).length,
      )
      for (const { reason, count } of reasons)
        expect(runs.filter(({ exclusion }) => exclusion === reason)).toHaveLength(count)
      expect(reasons.map(({ count }) => count)).toEqual(reasons.map(({ count }) => count).sort((a, b) => b - a))
    }),
  )
})
