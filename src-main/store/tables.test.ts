import fc from 'fast-check'
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { epochFields, type EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { KnownDataset } from '#shared/contract/datasets.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import { getDataset, insertDataset, listDatasets, renameDataset } from './tables/datasets.ts'
import { deleteEpochs, listEpochs, putEpoch } from './tables/epochs.ts'
import { insertEvent, insertStoredEvent, listEvents, listStoredLog, type NewEvent } from './tables/events.ts'
import { openStore } from './open.ts'
import type { Store } from './store.ts'
import { getPopulation, insertPopulation, listPopulations, renamePopulation } from './tables/populations.ts'
import { listWaiting, reorderWaiting } from './tables/queueOrder.ts'
import { annotateRun, excludeRuns, exclusionsOf, tagRuns } from './tables/runNotes.ts'
import {
  allWeightsPaths,
  countRuns,
  getRun,
  insertRun,
  listRuns,
  nextQueuedRun,
  noRuns,
  runDigests,
  weightsBehind,
  type Run,
} from './tables/runs.ts'
import { beginAttempt, changeAttempt, changeRuns, type RunChange } from './tables/runTransitions.ts'
import { putStepLosses, readStepLosses } from './tables/steps.ts'
import {
  changeStudyFile,
  deleteStudy,
  findStudy,
  getStudy,
  insertStudy,
  listStudies,
  renameStudy,
} from './tables/studies.ts'
import { countByPopulation, countByStudy, countJudged, measuredOnByPopulation } from './tables/summaries.ts'
import { setTrashed } from './tables/trash.ts'

const newFolder = temporaryFolders()
let store: Store
let ids: number[]

beforeEach(() => {
  store = openStore(newFolder())
  const studyId = insertStudy(store.db, { name: 's', definition: { any: 1 }, createdAt: 5 })
  const recipe = { epochs: 3 } as unknown as Recipe
  const plan = { imageSize: 8, recipe, perSpace: 3, seed: 1, provider: 'cpu', flops: null } as unknown as StudyPlan
  const populationId = insertPopulation(store.db, {
    studyId,
    name: 'p',
    spaceId: null,
    plan,
    designSpace: { id: 'A' },
    seed: 2 ** 53 - 1,
    datasetHash: 'h',
    keepWeights: { keep: 'best', count: 3 },
    createdAt: 6,
  })
  ids = [0, 1, 2].map((position) =>
    insertRun(store.db, {
      populationId,
      position,
      seed: 2 ** 53 - 1 - position,
      network: anyNetwork,
      draw: null,
      datasetHash: 'h',
      onnxruntimeVersion: '1',
      provider: 'cpu',
      cpuFeatures: 'avx2',
      plan: 'portable',
      predictedPeakBytes: null,
      createdAt: 7,
    }),
  )
})
afterEach(() => store.close())

const metrics = (epoch: number, trainLoss: number): EpochMetrics => ({
  epoch,
  learningRate: 0.1,
  trainLoss,
  trainErrorPercent: 10,
  validationLoss: 1,
  validationErrorPercent: 12.5,
  validationTop5ErrorPercent: null,
  validationErrors: 125,
  emaValidationErrorPercent: null,
  imagesPerSecond: 800,
  durationMs: 1250.5,
})

test('epochs have a column for each measure', () => {
  const columns = store.db.prepare(`SELECT name FROM pragma_table_info('epochs')`).pluck().all()
  expect(columns.toSorted()).toEqual(['runId', ...epochFields].toSorted())
})

test('populations and runs round-trip', () => {
  expect(getPopulation(store.db, 1)).toMatchObject({
    seed: 2 ** 53 - 1,
    plan: { perSpace: 3, recipe: { epochs: 3 } },
    keepWeights: { keep: 'best', count: 3 },
  })
  expect(getRun(store.db, ids[1]!)).toMatchObject({
    position: 1,
    seed: 2 ** 53 - 2,
    network: anyNetwork,
    status: 'queued',
    pinned: false,
    environment: null,
  })
})

test('an event is logged for the lab, for a study, or once for each of its runs in order', () => {
  const { db } = store
  insertEvent(db, { kind: 'filesMoved', data: { folder: 'unknown', files: ['a'] }, at: 1 })
  insertEvent(db, { kind: 'studyRenamed', studyId: 1, data: { name: 't' }, at: 2 })
  insertEvent(db, { kind: 'pinned', runIds: [ids[2]!, ids[0]!, 99], data: { pinned: true }, at: 3 })
  insertEvent(db, { kind: 'queued', runIds: [ids[1]!], at: 4 })
  expect(listEvents(db, 0, 10)).toEqual([
    { id: 1, studyId: 0, runId: null, kind: 'filesMoved', data: { folder: 'unknown', files: ['a'] }, at: 1 },
    { id: 2, studyId: 1, runId: null, kind: 'studyRenamed', data: { name: 't' }, at: 2 },
    { id: 3, studyId: 1, runId: ids[2], kind: 'pinned', data: { pinned: true }, at: 3 },
    { id: 4, studyId: 1, runId: ids[0], kind: 'pinned', data: { pinned: true }, at: 3 },
    { id: 5, studyId: 1, runId: ids[1], kind: 'queued', data: {}, at: 4 },
  ])
})

test('an event of another version is stored unchanged, and read as far as this version knows it', () => {
  const older = { studyId: 1, runId: null, kind: 'note', data: { text: 'x', mood: 3 }, at: 1 } as const
  insertStoredEvent(store.db, older)
  expect(listStoredLog(store.db, 1)).toEqual([{ id: 1, ...older }])
  expect(listEvents(store.db, 0, 10)).toEqual([{ id: 1, ...older, data: { text: 'x' } }])
})

test('an event with data of another kind, without its subject, or of an obsolete kind does not type-check', () => {
  expectTypeOf<{ kind: 'studyRenamed'; studyId: number; data: { name: string }; at: number }>().toExtend<NewEvent>()
  expectTypeOf<{ kind: 'studyRenamed'; studyId: number; data: { runs: number }; at: number }>().not.toExtend<NewEvent>()
  expectTypeOf<{ kind: 'studyRenamed'; studyId: number; at: number }>().not.toExtend<NewEvent>()
  expectTypeOf<{ kind: 'studyRenamed'; data: { name: string }; at: number }>().not.toExtend<NewEvent>()
  expectTypeOf<{ kind: 'queued'; studyId: number; at: number }>().not.toExtend<NewEvent>()
  expectTypeOf<{ kind: 'planChanged'; studyId: number; data: { plan: unknown }; at: number }>().not.toExtend<NewEvent>()
})

test('a missing run or population is named', () => {
  expect(() => getRun(store.db, 99)).toThrow('There is no run 99.')
  expect(() => getPopulation(store.db, 99)).toThrow('There is no population 99.')
})

test('epochs are listed in order, replaced when repeated, and keep NaN', () => {
  for (const row of [metrics(1, NaN), metrics(0, 2), metrics(0, 3), metrics(2, Infinity)]) {
    putEpoch(store.db, ids[0]!, row)
  }
  expect(listEpochs(store.db, { studyId: 1 })).toEqual(
    new Map([[ids[0]!, [metrics(0, 3), metrics(1, NaN), metrics(2, Infinity)]]]),
  )
})

test('step losses round-trip bit for bit, epoch by epoch', () => {
  fc.assert(
    fc.property(fc.float32Array(), fc.float32Array(), (first, second) => {
      putStepLosses(store.db, ids[0]!, 0, first)
      putStepLosses(store.db, ids[0]!, 1, second)
      expect(readStepLosses(store.db, ids[0]!)).toEqual(Float32Array.from([...first, ...second]))
    }),
    { numRuns: 30 },
  )
})

test('only the current attempt can change a run', () => {
  const [runId] = ids as [number]
  expect(beginAttempt(store.db, runId, 1)).toBe(1)
  const change = (attempt: number, to: RunChange) => () => changeAttempt(store.db, { runId, attempt }, to)
  change(1, { status: 'queued', crashes: 1 })()
  expect(change(1, { digest: 'late' })).toThrow(`attempt 1 of run ${runId} is not running`)
  expect(beginAttempt(store.db, runId, 2)).toBe(2)
  expect(change(1, { digest: 'stale' })).toThrow('attempt 1')
  change(2, { status: 'finished', digest: 'd', pinned: true })()
  expect(getRun(store.db, runId)).toMatchObject({ digest: 'd', attempt: 2, startedAt: 1, pinned: true, crashes: 1 })
})

test('a scope selects one run, a population, a study or all', () => {
  expect(changeRuns(store.db, { runId: ids[2]! }, ['queued'], { status: 'paused' })).toEqual([ids[2]])
  expect(changeRuns(store.db, { studyId: 2 }, ['queued'], { status: 'paused' })).toEqual([])
  expect(listRuns(store.db, { populationId: 1 }, ['queued']).map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(countRuns(store.db, {})).toMatchObject({ queued: 2, paused: 1, finished: 0 })
})

test('the queue is ordered by priority, then by sample position', () => {
  changeRuns(store.db, { runId: ids[1]! }, ['queued'], { priority: 1 })
  expect(nextQueuedRun(store.db)?.id).toBe(ids[1])
  beginAttempt(store.db, ids[1]!, 0)
  expect(nextQueuedRun(store.db)?.id).toBe(ids[0])
})

test('waiting runs move before another, to the end, or into another order', () => {
  const [a, b, c] = ids as [number, number, number]
  const order = () => listWaiting(store.db, 10).map(({ runId }) => runId)
  const priorities = () => listWaiting(store.db, 10).map(({ priority }) => priority)
  reorderWaiting(store.db, [c], a)
  expect(order()).toEqual([c, a, b])
  reorderWaiting(store.db, [b, c], null)
  expect(order()).toEqual([a, b, c])
  reorderWaiting(store.db, [c, a], b)
  expect(order()).toEqual([c, a, b])
  changeRuns(store.db, { runId: b }, ['queued'], { priority: 3 })
  expect(order()).toEqual([b, c, a])
  // They take the priority of their new position.
  reorderWaiting(store.db, [a], b)
  expect([order(), priorities()]).toEqual([
    [a, b, c],
    [3, 3, 0],
  ])
  // A run moved before itself stays, as does one that is not waiting.
  reorderWaiting(store.db, [b, 99], b)
  expect(order()).toEqual([a, b, c])
  // Without others they take the highest priority among themselves.
  reorderWaiting(store.db, [c, b, a], null)
  expect([order(), priorities()]).toEqual([
    [c, b, a],
    [3, 3, 3],
  ])
  changeRuns(store.db, {}, ['queued'], { status: 'paused' })
  reorderWaiting(store.db, ids, null)
  expect(order()).toEqual([])
})

test('studies and populations are counted by status, without the trash', () => {
  const [a, b] = ids as [number, number]
  beginAttempt(store.db, a, 1)
  changeAttempt(store.db, { runId: a, attempt: 1 }, { status: 'finished', errorPercent: 12, validationCount: 50 })
  changeRuns(store.db, { runId: b }, ['queued'], { status: 'cancelled', exclusion: 'wrong images' })
  const runs = { ...noRuns(), finished: 1, cancelled: 1, queued: 1 }
  expect(countByStudy(store.db)).toEqual(new Map([[1, { spaces: 0, populations: 1, runs }]]))
  expect(countByStudy(store.db, 1)).toEqual(countByStudy(store.db))
  expect(countByStudy(store.db, 2)).toEqual(new Map())
  expect(countByPopulation(store.db, 1)).toEqual(new Map([[1, runs]]))
  expect(countByPopulation(store.db, 2)).toEqual(new Map())
  expect(countJudged(store.db, 1)).toEqual(new Map([[1, { counted: 1, excluded: 1 }]]))
  expect(measuredOnByPopulation(store.db, 1)).toEqual(new Map([[1, { classes: 10, validationCount: 50 }]]))
  changeRuns(store.db, { runId: a }, ['finished'], { exclusion: 'a broken disk' })
  expect(countJudged(store.db, 1)).toEqual(new Map([[1, { counted: 0, excluded: 2 }]]))
  setTrashed(store.db, 'populations', 1, 9)
  expect(countByStudy(store.db)).toEqual(new Map())
})

test('a name can be kept, but not taken from another, even in the trash', () => {
  const { db } = store
  const other = insertStudy(db, { name: 'other', definition: null, createdAt: 6 })
  renameStudy(db, 1, 's')
  renameStudy(db, 1, 'first')
  expect([getStudy(db, 1).name, findStudy(db, 'first')?.id, findStudy(db, 's')]).toEqual(['first', 1, undefined])
  const said = (key: string) => expect.objectContaining({ sentence: { key, values: { name: 'first' } } }) as Error
  expect(() => renameStudy(db, other, 'first')).toThrow(said('studyTaken'))
  setTrashed(db, 'studies', 1, 9)
  expect(getStudy(db, 1).trashedAt).toBe(9)
  expect(() => renameStudy(db, other, 'first')).toThrow(said('studyTakenInTrash'))
  setTrashed(db, 'studies', 1, null)
  expect(listStudies(db).map(({ trashedAt }) => trashedAt)).toEqual([null, null])
  const population = getPopulation(db, 1)
  renamePopulation(db, population, 'p')
  const second = insertPopulation(db, { ...population, name: 'q' })
  expect(() => renamePopulation(db, getPopulation(db, second), 'p')).toThrow('p')
  renamePopulation(db, population, 'r')
  expect(listPopulations(db, 1).map(({ name }) => name)).toEqual(['r', 'q'])
  expect(() => insertPopulation(db, { ...population, name: 'r' })).toThrow(
    expect.objectContaining({ sentence: { key: 'populationTaken', values: { name: 'r' } } }) as Error,
  )
  setTrashed(db, 'populations', 1, 4)
  expect(() => insertPopulation(db, { ...population, name: 'r' })).toThrow('trash')
  expect(getPopulation(db, 1).trashedAt).toBe(4)
})

test('a study takes another file and its plan; its populations stay', () => {
  const { db } = store
  const { plan } = getPopulation(db, 1)
  const other = insertStudy(db, { name: 'other', definition: null, createdAt: 6 })
  changeStudyFile(db, 1, { definition: { another: 2 }, plan: { ...plan, seed: 8 } })
  expect(getStudy(db, 1)).toMatchObject({ definition: { another: 2 }, plan: { ...plan, seed: 8 } })
  expect([getStudy(db, other).definition, getPopulation(db, 1).plan]).toEqual([null, plan])
  expect(() => getStudy(db, 99)).toThrow('There is no study 99.')
})

test('a data set round-trips under its latest name', () => {
  const { db } = store
  const contents = { name: 'images', classNames: ['a', 'b'] } as unknown as KnownDataset['contents']
  const spec = { kind: 'cifar10', folder: '/data' } as const
  const id = insertDataset(db, { name: 'mine', spec, contents, createdAt: 3 })
  insertDataset(db, { name: 'other', spec, contents, createdAt: 4 })
  renameDataset(db, id, 'yours')
  setTrashed(db, 'datasets', id, 7)
  expect(getDataset(db, id)).toEqual({ id, name: 'yours', spec, contents, createdAt: 3, trashedAt: 7 })
  setTrashed(db, 'datasets', id, null)
  expect(listDatasets(db).map(({ name, trashedAt }) => [name, trashedAt])).toEqual([
    ['yours', null],
    ['other', null],
  ])
  expect(() => getDataset(db, 99)).toThrow('99')
})

test('the environment of a run round-trips', () => {
  const [runId] = ids as [number]
  const environment = { onnxruntimeVersion: '1', cpuFeatures: 'avx2' } as unknown as Run['environment']
  beginAttempt(store.db, runId, 1)
  changeAttempt(store.db, { runId, attempt: 1 }, { environment })
  expect(getRun(store.db, runId).environment).toEqual(environment)
})

test('removing a study removes everything in it, and nothing else', () => {
  const { db } = store
  const other = insertStudy(db, { name: 'other', definition: null, createdAt: 6 })
  const kept = insertPopulation(db, { ...getPopulation(db, 1), studyId: other })
  putEpoch(db, ids[0]!, metrics(0, 2))
  deleteStudy(db, 1)
  expect(listStudies(db).map(({ id }) => id)).toEqual([other])
  expect([listRuns(db, {}), listEpochs(db, {}).size, getPopulation(db, kept).studyId]).toEqual([[], 0, other])
})

test('tags that look alike are merged, keep their order and can be removed', () => {
  const [a, b] = ids as [number, number]
  tagRuns(store.db, [a, b], ['odd', 'caf\u00e9', 'odd'], [])
  tagRuns(store.db, [a], ['even', 'cafe\u0301'], ['odd'])
  expect([a, b].map((id) => getRun(store.db, id).tags)).toEqual([
    ['caf\u00e9', 'even'],
    ['odd', 'caf\u00e9'],
  ])
  annotateRun(store.db, b, 'seen')
  expect([a, b].map((id) => getRun(store.db, id).note)).toEqual(['', 'seen'])
})

test('runs are excluded for a reason; changed ones are returned in sample order', () => {
  const [a, b, c] = ids as [number, number, number]
  expect(excludeRuns(store.db, [c, a, 99], 'odd')).toEqual([a, c])
  expect(excludeRuns(store.db, [c, b], 'odd')).toEqual([b])
  expect(exclusionsOf(store.db, [b, 99, a])).toEqual(['odd', null, 'odd'])
  expect(excludeRuns(store.db, [a, b, c], null)).toEqual(ids)
  expect(exclusionsOf(store.db, ids)).toEqual([null, null, null])
})

test('weightsBehind lists worse finished runs unless pinned or excluded', () => {
  ids.forEach((runId, i) => {
    beginAttempt(store.db, runId, 1)
    const weightsPath = `weights/run-${runId}.safetensors`
    changeAttempt(
      store.db,
      { runId, attempt: 1 },
      { status: 'finished', errorPercent: 30 - i, weightsPath, digest: `d${i}` },
    )
  })
  const [a, b, c] = ids as [number, number, number]
  const behind = (count: number) => weightsBehind(store.db, 1, count).map(({ id }) => id)
  expect([behind(0), behind(1), behind(3)]).toEqual([[c, b, a], [b, a], []])
  changeRuns(store.db, { runId: b }, ['finished'], { pinned: true })
  expect(behind(1)).toEqual([a])
  excludeRuns(store.db, [c], 'odd')
  expect(behind(1)).toEqual([a])
  expect(allWeightsPaths(store.db).sort()).toEqual(ids.map((id) => `weights/run-${id}.safetensors`))
  expect(runDigests(store.db, 1)).toEqual([
    { status: 'finished', digest: 'd0', exclusion: null },
    { status: 'finished', digest: 'd1', exclusion: null },
    { status: 'finished', digest: 'd2', exclusion: 'odd' },
  ])
  changeRuns(store.db, { runId: b }, ['finished'], { weightsPath: null })
  expect(allWeightsPaths(store.db)).toHaveLength(2)
})

test('countRuns ignores the trash over all runs but not within a population', () => {
  setTrashed(store.db, 'populations', 1, 5)
  expect([countRuns(store.db, {}).queued, countRuns(store.db, { populationId: 1 }).queued]).toEqual([0, 3])
  putEpoch(store.db, ids[0]!, metrics(0, 1))
  putEpoch(store.db, ids[1]!, metrics(0, 1))
  deleteEpochs(store.db, ids[0]!)
  expect([...listEpochs(store.db, { populationId: 1 }).keys()]).toEqual([ids[1]])
})
