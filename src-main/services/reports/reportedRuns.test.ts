import { expect, it } from 'vitest'
import { trainingTime } from './reportedRuns.ts'

const day = Date.UTC(2026, 10, 29)
const run = (createdAt: number, startedAt: number | null, finishedAt: number | null, durationMs = Infinity) => ({
  ...{ createdAt, startedAt, finishedAt, durationMs },
})

it('counts the time in which at least one run trained, once', () => {
  const runs = [run(day, day + 10, day + 30), run(day, day + 20, day + 40), run(day, day + 90, day + 100)]
  expect(trainingTime([...runs, run(day, null, null)])).toEqual({
    startedAt: new Date(day).toISOString(),
    durationMs: 40,
  })
})

it('counts no pause and no standby of the machine', () => {
  const night = 8 * 3_600_000
  const slept = [run(day, day, day + night + 50, 50), run(day, day, day + night + 60, 40)]
  expect(trainingTime(slept).durationMs).toBe(60)
})

it.each([
  ['had stopped when the study began', [run(0, 1000, day), run(0, day, day + 1)]],
  ['was set back while a run trained', [run(day, day, day + 5), run(day, day + 10, day - 1)]],
  ['is unknown, since there are no runs', []],
])('gives no time from a clock that %s', (_, runs) => {
  expect(trainingTime(runs)).toEqual({ startedAt: null, durationMs: null })
})
