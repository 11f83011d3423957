import type { StudyPlan } from '#shared/contract/studies.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActiveRun } from '#main/scheduler/activeRuns.ts'
import { addFakePopulation, anyNetwork, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { putEpoch } from '#main/store/tables/epochs.ts'
import { insertEvent } from '#main/store/tables/events.ts'
import { putPilot } from '#main/store/tables/pilots.ts'
import { setTrashed } from '#main/store/tables/trash.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import { TimeLeft } from './timeLeft.ts'

const newFolder = temporaryFolders()
let lab: Lab
let at: number
let active: Pick<ActiveRun, 'runId' | 'epochs' | 'epochsDone'>[]
let trainers: number
let timeLeft: TimeLeft
beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
  ;[at, active, trainers] = [1_000_000, [], 1]
  const queue = {
    get active() {
      return active
    },
    get trainers() {
      return trainers
    },
  }
  timeLeft = new TimeLeft({ ...lab.core, now: () => at, queue: queue as unknown as Lab['core']['queue'] })
})
afterEach(() => lab.close())

/** Finishes a run with reports after `epochs`, each taking `ms` since the previous report. */
function finish(runId: number, ms: number, epochs = [0, 1, 2]): void {
  lab.core.db.prepare("UPDATE runs SET status = 'finished', startedAt = ? WHERE id = ?").run(++at, runId)
  const metrics = { learningRate: 0, trainLoss: 0, trainErrorPercent: 0, validationLoss: 0, imagesPerSecond: 1 }
  for (const epoch of epochs) {
    const scores = { validationErrorPercent: 0, validationTop5ErrorPercent: null, validationErrors: 0 }
    const measured: EpochMetrics = { ...metrics, ...scores, emaValidationErrorPercent: null, epoch, durationMs: ms }
    putEpoch(lab.core.db, runId, measured)
  }
}

/**
 * Runs of a new population with three epochs each: `times.length` finished at these times per epoch, `count` waiting.
 */
function population(times: readonly number[], count: number): number[] {
  const ids = lab.runs(addFakePopulation(lab, times.length + count)).map(({ id }) => id)
  times.forEach((ms, i) => finish(ids[i]!, ms))
  return ids
}

/** The fake's plan with another recipe and data set. */
function planWith(recipe: object, dataset: object = {}): StudyPlan {
  const id = addFakePopulation(lab, 1, {}, { name: 'plan' })
  const { plan } = lab.populations(1).find((known) => known.id === id)!
  setTrashed(lab.core.db, 'populations', id, at)
  return { ...plan, recipe: { ...plan.recipe, ...recipe }, dataset: { ...plan.dataset, ...dataset } }
}

/** Midpoint of a forecast in seconds. */
const middleOf = (range: [number, number] | null) => range && (range[0] + range[1]) / 2000
/** Midpoint of a fresh forecast, not a cached one. */
function seconds(): number | null {
  at += 2000
  return middleOf(timeLeft.now())
}

describe('The time left', () => {
  it('is unknown if nothing waits or nothing was measured', () => {
    expect(seconds()).toBeNull()
    population([], 2)
    expect(seconds()).toBeNull()
    lab.cancel({})
    population([1000], 0)
    expect(seconds()).toBeNull()
  })

  it('covers all waiting epochs, shared among the trainers', () => {
    population([1000, 1000, 1000], 4)
    expect(seconds()).toBeCloseTo(12, 6)
    trainers = 2
    expect(seconds()).toBeCloseTo(6, 6)
  })

  it('includes the remaining epochs of running trainings', () => {
    const ids = population([1000, 1000], 2)
    lab.core.db.prepare("UPDATE runs SET status = 'running' WHERE id = ?").run(ids[2]!)
    active = [{ runId: ids[2]!, epochs: 3, epochsDone: 1.5 }]
    expect(seconds()).toBeCloseTo(1.5 + 3, 6)
  })

  it('gives the start and duration of each waiting run, in queue order', () => {
    const ids = population([1000, 1000, 1000], 3).slice(3)
    trainers = 2
    at += 2000
    const expected = ids.map((id) => timeLeft.expectedOf(id)!)
    expect(expected.map(({ startsInMs }) => Math.round(startsInMs))).toEqual([0, 0, 3000])
    expect(expected.map(({ takesMs }) => Math.round(takesMs))).toEqual([3000, 3000, 3000])
    expect(timeLeft.expectedOf(1e6)).toBeNull()
  })

  it('gives the completion of each population, after the runs ahead of it', () => {
    const ids = population([1000, 1000, 1000], 2)
    population([1000, 1000, 1000], 4)
    const { populationId: first } = lab.core.db.prepare('SELECT populationId FROM runs WHERE id = ?').get(ids[0]!) as {
      populationId: number
    }
    const middles = [...timeLeft.ofPopulations()].map(([id, [low, high]]) => [
      id === first,
      Math.round((low + high) / 2),
    ])
    // Two runs of three epochs, then four more: the second population waits for the first.
    expect(middles).toEqual([
      [true, 6000],
      [false, 18_000],
    ])
  })

  it('follows the pace of the latest runs of each population', () => {
    population([1000, 1000, 1000, 1000, 1000, 1000], 1)
    population([1200, 1200, 1200, 1200, 1200, 1200], 3)
    expect(seconds()).toBeCloseTo(3 * 1 + 9 * 1.2, 6)
  })

  it('learns nothing from other work: another data set, or epochs of another length', () => {
    const others = [{ datasetHash: 'other' }, { plan: planWith({ imagesPerEpoch: 1120 }) }] as const
    for (const [i, given] of others.entries()) {
      const ids = lab.runs(addFakePopulation(lab, 6, {}, { ...given, name: `other ${i}` })).map(({ id }) => id)
      for (const id of ids) finish(id, 10)
    }
    population([], 2)
    expect(seconds()).toBeNull()
  })

  it('learns nothing from runs of another machine, nor from imported ones', () => {
    const ids = population([10, 10, 10, 10], 2)
    lab.core.db.prepare("UPDATE runs SET cpuFeatures = 'other' WHERE status = 'finished'").run()
    expect(seconds()).toBeNull()
    lab.core.db.prepare("UPDATE runs SET cpuFeatures = 'test'").run()
    expect(seconds()).toBeCloseTo(2 * 3 * 0.01, 6)
    const { studyId, createdAt } = lab.populations(1)[0]!
    const data = { name: 'study', digest: '' }
    insertEvent(lab.core.db, { studyId, kind: 'studyImported', data, at: createdAt + 1 })
    expect(seconds()).toBeNull()
    expect(ids).toHaveLength(6)
  })

  it('comes from a pilot if nothing was trained, and with a wide range from others of the same work', () => {
    const key = { provider: 'cpu', datasetHash: 'abc', batchSize: 32 }
    const recipe = { batchSize: 32, imagesPerEpoch: 320, evaluateEvery: 1, validation: { share: 0, splitSeed: 1 } }
    const given = { plan: planWith(recipe, { trainCount: 1000 }) }
    addFakePopulation(lab, 2, {}, given)
    expect(seconds()).toBeNull()
    const { flops, activations, parameters } = networkComplexity(anyNetwork)
    const point = { flops, activations, parameters, imagesPerSecond: 160, peakMemoryBytes: null }
    putPilot(lab.core.db, key, point, at)
    // 320 images an epoch at 160 a second, three epochs, two networks.
    at += 2000
    const [low, high] = timeLeft.now()!
    expect(low).toBeLessThan(12_000)
    expect(high).toBeGreaterThan(12_000)
    const width = high / 12_000
    expect(width).toBeGreaterThan(1.5)
    const measured = lab.runs(addFakePopulation(lab, 12, {}, { ...given, name: 'measured' })).map(({ id }) => id)
    for (const id of measured) finish(id, 2000)
    at += 2000
    const wide = timeLeft.now()!
    // The two waiting runs belong to a population without measurements.
    expect(wide[1] / 12_000).toBeGreaterThan(1.5)
  })

  it('counts a report after several epochs for all of them', () => {
    const ids = population([], 2)
    finish(ids[0]!, 2000, [1, 3, 5])
    expect(seconds()).toBeCloseTo(3, 6)
  })

  it('leaves the trash out', () => {
    population([1000], 1)
    const { id } = lab.populations(1)[0]!
    setTrashed(lab.core.db, 'populations', id, at)
    expect(seconds()).toBeNull()
  })

  it('is computed at most every two seconds', () => {
    const ids = population([1000], 2)
    expect(seconds()).toBeCloseTo(6, 6)
    lab.cancel({ runId: ids[2]! })
    at += 1999
    expect(middleOf(timeLeft.now())).toBeCloseTo(6, 6)
    at += 1
    expect(middleOf(timeLeft.now())).toBeCloseTo(3, 6)
  })
})
