import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unpackRuns } from '#shared/contract/packedRuns.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import { populationsWithDrawsDue, putDraws } from './draws.ts'
import { deleteEpochs, putEpoch, putEpochs } from './epochs.ts'
import { openStore } from '../open.ts'
import { countPopulationsOf, getPopulation } from './populations.ts'
import { listWaiting } from './queueOrder.ts'
import { annotateRun, excludeRuns, tagRuns } from './runNotes.ts'
import { countRunsOf, pageOfRuns, runRows } from './runRows.ts'
import {
  countFinishedSince,
  countQueued,
  countRuns,
  finishedRunIds,
  getRun,
  insertRun,
  largestPredictedPeakBytes,
  listRuns,
  nextQueuedRun,
  placesOfRuns,
  removeRuns,
  studyOfRun,
} from './runs.ts'
import { beginAttempt, changeAttempt, changeRuns, type RunChange } from './runTransitions.ts'
import { deleteStepLosses, putStepLosses, readStepLosses } from './steps.ts'
import type { Store } from '../store.ts'
import { findSample, insertStudy } from './studies.ts'
import { countByPopulation, measuredOnByPopulation } from './summaries.ts'
import { addPopulation, addRuns } from '../testing/someRows.ts'
import { setTrashed } from './trash.ts'

const newFolder = temporaryFolders()
let store: Store
/** Runs of population 1 of study 1, and of population 2 of study 2. */
let mine: number[]
let others: number[]
beforeEach(() => {
  store = openStore(newFolder())
  const [first, second] = ['a', 'b'].map((name) => insertStudy(store.db, { name, definition: null, createdAt: 1 }))
  mine = addRuns(store.db, addPopulation(store.db, first!), 3)
  others = addRuns(store.db, addPopulation(store.db, second!), 2, { predictedPeakBytes: 700 })
})
afterEach(() => store.close())

function finish(runId: number, change: RunChange = {}): void {
  const attempt = beginAttempt(store.db, runId, 1)
  changeAttempt(store.db, { runId, attempt }, { status: 'finished', ...change })
}
const ids = (runs: readonly { id: number }[]) => runs.map(({ id }) => id)

describe.each<[string, (trashedAt: number | null) => void]>([
  ['a population', (at) => setTrashed(store.db, 'populations', 2, at)],
  ['a study', (at) => setTrashed(store.db, 'studies', 2, at)],
])('In the trash with %s', (_, trash) => {
  test('a run neither waits nor enters the queue', () => {
    const { db } = store
    expect([countQueued(db), largestPredictedPeakBytes(db), countRuns(db, {}).queued]).toEqual([5, 700, 5])
    changeRuns(db, { runIds: others }, ['queued'], { priority: 9 })
    trash(3)
    expect([countQueued(db), largestPredictedPeakBytes(db), countRuns(db, {}).queued]).toEqual([3, null, 3])
    expect([nextQueuedRun(db)?.id, listWaiting(db, 9).map(({ runId }) => runId)]).toEqual([mine[0], mine])
    expect(changeRuns(db, {}, ['queued'], { status: 'paused' })).toEqual([...mine, ...others])
    expect(changeRuns(db, {}, ['paused'], { status: 'queued' })).toEqual(mine)
    expect(countRuns(db, { studyId: 2 })).toMatchObject({ paused: 2, queued: 0 })
    trash(null)
    expect(changeRuns(db, {}, ['paused'], { status: 'queued' })).toEqual(others)
    expect(nextQueuedRun(db)?.id).toBe(others[0])
  })
})

test('a scope selects exactly its runs, by population and position', () => {
  const { db } = store
  const [first, , third] = mine as [number, number, number]
  expect(ids(listRuns(db, { runIds: [others[1]!, third, first, 99] }))).toEqual([first, third, others[1]])
  expect(ids(listRuns(db, { studyId: 2 }))).toEqual(others)
  expect(ids(listRuns(db, { populationId: 1 }))).toEqual(mine)
  expect(ids(listRuns(db, {}))).toEqual([...mine, ...others])
  expect(countRuns(db, { runIds: [first] }).queued).toBe(1)
})

test('changed runs are listed by population and position, not by id', () => {
  const { db } = store
  const late = insertRun(db, { ...getRun(db, mine[0]!), position: 9 })
  expect(changeRuns(db, {}, ['queued'], { priority: 1 })).toEqual([...mine, late, ...others])
  expect(excludeRuns(db, [late, ...others, ...mine], 'odd')).toEqual([...mine, late, ...others])
  expect(ids(listRuns(db, {}))).toEqual([...mine, late, ...others])
})

test('the queue orders by priority, then by the user, then by population', () => {
  const { db } = store
  const order = () => listWaiting(db, 9).map(({ runId }) => runId)
  expect(order()).toEqual([...mine, ...others])
  changeRuns(db, { runId: others[0]! }, ['queued'], { place: 1 })
  expect(order()).toEqual([others[0], ...mine, others[1]])
  changeRuns(db, { runId: mine[2]! }, ['queued'], { priority: 1 })
  expect([nextQueuedRun(db)?.id, order()[1]]).toEqual([mine[2], others[0]])
  expect(listWaiting(db, 1)).toEqual([
    { runId: mine[2], populationId: 1, studyId: 1, position: 2, priority: 1, flops: getRun(db, mine[2]!).flops },
  ])
})

test('only a queued run begins an attempt, and only the first attempt sets its start', () => {
  const { db } = store
  const [runId] = mine as [number]
  expect(beginAttempt(db, runId, 5)).toBe(1)
  expect(() => beginAttempt(db, runId, 6)).toThrow()
  changeRuns(db, { runId }, ['running'], { status: 'queued', reason: sentence('noRun', { id: 1 }) })
  expect(beginAttempt(db, runId, 7)).toBe(2)
  expect(getRun(db, runId)).toMatchObject({ attempt: 2, startedAt: 5, reason: sentence('noRun', { id: 1 }) })
  expect(() => changeAttempt(db, { runId: mine[1]!, attempt: 0 }, { crashes: 1 })).toThrow('is not running')
})

test('only runs that never began are removed', () => {
  const { db } = store
  beginAttempt(db, mine[1]!, 1)
  removeRuns(db, mine)
  expect(ids(listRuns(db, { populationId: 1 }))).toEqual([mine[1]])
})

test('finished runs are counted since a time and listed by study', () => {
  const { db } = store
  finish(mine[2]!, { finishedAt: 30 })
  finish(mine[0]!, { finishedAt: 10 })
  finish(others[0]!, { finishedAt: 20 })
  changeRuns(db, { runId: mine[1]! }, ['queued'], { status: 'failed', finishedAt: 40 })
  expect([10, 11, 30, 31].map((at) => countFinishedSince(db, at))).toEqual([3, 2, 1, 0])
  expect([finishedRunIds(db, 1), finishedRunIds(db, 2)]).toEqual([[mine[0], mine[2]], [others[0]]])
  setTrashed(db, 'populations', 1, 9)
  expect(finishedRunIds(db, 1)).toEqual([])
})

test('each run knows its population and study', () => {
  const { db } = store
  expect(placesOfRuns(db, [others[1]!, mine[0]!, 99])).toEqual(
    new Map([
      [mine[0], { populationId: 1, studyId: 1 }],
      [others[1], { populationId: 2, studyId: 2 }],
    ]),
  )
  expect([studyOfRun(db, mine[2]!), studyOfRun(db, others[0]!)]).toEqual([1, 2])
})

const epoch = (number: number, error: number, ema: number | null = null): EpochMetrics => ({
  ...{ epoch: number, learningRate: 0.1, trainLoss: 1, trainErrorPercent: 10, validationLoss: 1 },
  ...{ validationErrorPercent: error, validationTop5ErrorPercent: null, validationErrors: 5 },
  ...{ emaValidationErrorPercent: ema, imagesPerSecond: 800, durationMs: 100 },
})

test('the progress of a run prefers the EMA error and restarts at zero', () => {
  const { db } = store
  const [runId] = mine as [number]
  const progress = () => {
    const { epochsDone, lowestErrorPercent, durationMs } = getRun(db, runId)
    return [epochsDone, lowestErrorPercent, durationMs]
  }
  putEpochs(db, runId, [epoch(0, 50), epoch(1, 40, 45), epoch(2, 60)])
  expect(progress()).toEqual([3, 45, 300])
  putEpoch(db, runId, epoch(2, 20))
  expect(progress()).toEqual([3, 20, 300])
  putStepLosses(db, runId, 0, Float32Array.of(1, 2))
  putStepLosses(db, mine[1]!, 0, Float32Array.of(3))
  deleteEpochs(db, runId)
  deleteStepLosses(db, runId)
  expect(progress()).toEqual([0, null, 0])
  expect([readStepLosses(db, runId), readStepLosses(db, mine[1]!)]).toEqual([Float32Array.of(), Float32Array.of(3)])
})

describe('A table of runs', () => {
  const draw = { depths: [1], widths: [8], bottleneckRatios: [1], groupWidths: [8] }
  beforeEach(() => {
    const { db } = store
    putEpochs(db, mine[0]!, [epoch(0, 50), epoch(1, 40, 45)])
    finish(mine[0]!, { errorPercent: 45, weightsPath: 'weights/run-1.safetensors', pinned: true, digest: 'd' })
    tagRuns(db, [mine[0]!], ['odd'], [])
    annotateRun(db, mine[0]!, 'seen')
    excludeRuns(db, [mine[1]!], 'wrong images')
    changeRuns(db, { runId: mine[1]! }, ['queued'], { status: 'failed', reason: sentence('noRun', { id: 3 }) })
    putDraws(db, 1, [draw, null, draw])
  })

  test('pages through the runs of its populations', () => {
    const { db } = store
    const page = (populationIds: number[], after: number, limit: number) =>
      unpackRuns(pageOfRuns(db, { populationIds, after, limit, details: 'rows' }), 'rows')
    const [first, second] = page([1, 2], 0, 9)
    expect(first).toMatchObject({
      ...{ id: mine[0], populationId: 1, position: 0, status: 'finished', errorPercent: 45, exclusion: null },
      ...{ epochs: 2, lowestErrorPercent: 45, durationMs: 200, hasWeights: true, pinned: true, tags: ['odd'] },
      ...{ note: 'seen', reason: null, network: anyNetwork, draw, experiment: getRun(db, mine[0]!).experiment },
    })
    expect(second).toMatchObject({
      ...{ id: mine[1], status: 'failed', exclusion: 'wrong images', hasWeights: false, pinned: false, tags: [] },
      ...{ reason: sentence('noRun', { id: 3 }), network: anyNetwork, draw: null, errorPercent: null, epochs: 0 },
    })
    expect(ids(page([2, 1], 0, 9))).toEqual([...mine, ...others])
    expect(ids(page([2, 1], 2, 2))).toEqual([mine[2], others[0]])
    expect(ids(page([2], 0, 9))).toEqual(others)
    expect(page([], 0, 9)).toEqual([])
    expect([countRunsOf(db, [1, 2]), countRunsOf(db, [2]), countRunsOf(db, [])]).toEqual([5, 2, 0])
  })

  test('gives outlines, with or without courses', () => {
    const { db } = store
    const request = { populationIds: [1], after: 0, limit: 1 }
    const [outline] = unpackRuns(pageOfRuns(db, { ...request, details: 'outlines' }), 'outlines')
    expect(outline).toMatchObject({ id: mine[0], status: 'finished', errorPercent: 45 })
    expect(outline).not.toHaveProperty('errorCurve')
    const [course] = unpackRuns(pageOfRuns(db, { ...request, details: 'courses' }), 'courses')
    expect(course).toMatchObject({ ...outline, epochs: 2, errorCurve: [50, 45] })
    expect(course).not.toHaveProperty('network')
  })

  test('gives listed runs with courses, networks and draws', () => {
    const rows = runRows(store.db, [others[0]!, mine[1]!, mine[0]!, 99])
    expect(ids(rows)).toEqual([mine[0], mine[1], others[0]])
    expect(rows[0]).toMatchObject({ errorCurve: [50, 45], network: anyNetwork, draw, hasWeights: true, pinned: true })
    expect(rows[1]).toMatchObject({ errorCurve: [], draw: null, reason: sentence('noRun', { id: 3 }) })
  })
})

test('draws are due until they are stored', () => {
  const { db } = store
  expect(populationsWithDrawsDue(db, [1, 2])).toEqual([])
  db.prepare('UPDATE populations SET drawsDue = 1').run()
  expect([populationsWithDrawsDue(db, [2, 1]), populationsWithDrawsDue(db, [2])]).toEqual([[1, 2], [2]])
  const draw = { depths: [2], widths: [16], bottleneckRatios: [1], groupWidths: [8] }
  putDraws(db, 1, [null, draw, null])
  expect(populationsWithDrawsDue(db, [1, 2])).toEqual([2])
  expect(mine.map((id) => getRun(db, id).draw)).toEqual([null, draw, null])
  expect(getRun(db, others[1]!).draw).toBeNull()
})

test('populations are counted by state, validation images and space', () => {
  const { db } = store
  finish(mine[1]!, { validationCount: 50 })
  expect(countByPopulation(db, 2)).toMatchObject(new Map([[2, { queued: 2, finished: 0 }]]))
  expect(countByPopulation(db, 1).get(1)).toMatchObject({ queued: 2, finished: 1 })
  expect(measuredOnByPopulation(db, 1)).toEqual(new Map([[1, { classes: 10, validationCount: 50 }]]))
  expect(measuredOnByPopulation(db, 2)).toEqual(new Map([[2, { classes: 10, validationCount: null }]]))
  db.exec(`INSERT INTO spaces (studyId, definition, state, createdAt) VALUES (1, '{}', 'draft', 1)`)
  for (const name of ['q', 'r']) addPopulation(db, 1, { name, spaceId: 1 })
  setTrashed(db, 'populations', 3, 4)
  expect(countPopulationsOf(db, 1)).toEqual({ live: 1, all: 2 })
  expect(getPopulation(db, 4)).toMatchObject({ spaceId: 1, trashedAt: null })
})

test('the shipped study is found, if there is one', () => {
  const { db } = store
  expect(findSample(db)).toBeUndefined()
  const id = insertStudy(db, { name: 'sample', definition: undefined, classes: 10, isSample: true, createdAt: 4 })
  expect(findSample(db)).toEqual({
    ...{ id, name: 'sample', definition: null, plan: null, classes: 10, isSample: true, createdAt: 4, trashedAt: null },
  })
})
