import { expect, it, onTestFinished } from 'vitest'
import { reportCsv } from '#main/reports/reportCsv.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { DatasetReader } from '../datasets/datasetReader.ts'
import { growPopulation } from '../populations/growth.ts'
import { reportData } from '../reports/reportData.ts'
import { retrainStudy } from '../studies/retrainStudy.ts'
import { madeUpResults, resultsRequest } from '../testing/madeUpResults.ts'
import { exportBundle } from './exportBundle.ts'
import { importBundle, importResults } from './importBundle.ts'
import { verifyBundle } from './verifyBundle.ts'

const newFolder = temporaryFolders()

async function newLab(): Promise<Lab> {
  const lab = await createLab(fakeLabOptions(newFolder()))
  onTestFinished(() => lab.close())
  return lab
}

const reportOf = (lab: Lab, id: number) =>
  reportData(lab.core, new DatasetReader(lab.core), id, {
    populationIds: lab.populations(id).map((population) => population.id),
    language: 'en',
  })

/** All of a study's runs that other programs could know, in order. */
const known = (lab: Lab, studyId: number) =>
  lab.populations(studyId).flatMap(({ id }) =>
    lab.runs(id).map(({ network, draw, recipeDraw, status, errorPercent, tags, note, exclusion, digest, flops }) => ({
      ...{ network, draw, recipeDraw, status, errorPercent, tags, note, exclusion, digest, flops },
    })),
  )

it('Results brought in, reported, exported as a table and as a study, and brought in again are equal', async () => {
  const lab = await newLab()
  const { id } = await importResults(lab.core, resultsRequest(madeUpResults(20), 'theirs.csv'))
  const populations = lab.populations(id)
  expect(populations.map(({ name, origin }) => [name, origin?.file, origin?.format])).toEqual([
    ['AnyNetX_A', 'theirs.csv', 'csv'],
    ['RegNetX', 'theirs.csv', 'csv'],
  ])
  expect(listSpaces(lab.core.db, id).map(({ definition }) => definition.parameters.kind)).toEqual(['anyNet', 'regNet'])
  const runs = known(lab, id)
  expect(runs.every(({ draw }) => draw !== null)).toBe(true)
  expect(runs.map(({ recipeDraw }) => recipeDraw?.baseLearningRate).slice(0, 8)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 1].map((n) => n / 100),
  )
  expect(runs.filter(({ status }) => status === 'diverged')).toHaveLength(2)

  const report = await reportOf(lab, id)
  expect(report).toMatchObject({
    environment: null,
    datasets: [{ kind: null, classes: 10, imageSize: 32 }],
    differing: [],
  })
  expect(report.spaces.map(({ recipe, acceptanceRate, origin }) => [recipe, acceptanceRate, origin?.file])).toEqual([
    [null, null, 'theirs.csv'],
    [null, null, 'theirs.csv'],
  ])
  const other = await newLab()
  const byTable = await importResults(other.core, resultsRequest(reportCsv(report), 'runs.csv', []))
  expect(known(other, byTable.id)).toEqual(runs)
  expect(other.studyDigest(byTable.id)).toBe(lab.studyDigest(id))

  const { bytes } = await exportBundle(lab.core, id, { weights: true })
  expect(await verifyBundle(bytes, { count: 3, seed: 1 })).toMatchObject({ problems: [], retrained: [] })
  const byBundle = await importBundle(other.core, bytes, { isSample: false })
  expect(known(other, byBundle.id)).toEqual(runs)
  expect(other.populations(byBundle.id).map(({ origin }) => origin)).toEqual(populations.map(({ origin }) => origin))
  expect((await exportBundle(other.core, byBundle.id, { weights: true })).bytes.length).toBeGreaterThan(0)
  expect(await other.core.health.check()).toEqual([])
})

it('What was trained elsewhere can be neither resumed, nor grown, nor trained again', async () => {
  const lab = await newLab()
  const { id } = await importResults(lab.core, resultsRequest(madeUpResults(4), 'theirs.csv'))
  const [population] = lab.populations(id)
  const before = known(lab, id)
  for (const act of ['retry', 'startOver', 'resume'] as const) expect(lab.core.queue[act]({ studyId: id })).toEqual([])
  await expect(growPopulation(lab.core, new DatasetReader(lab.core), { id: population!.id, count: 1 })).rejects.toThrow(
    'trained elsewhere',
  )
  await expect(lab.restoreWeights(lab.runs(population!.id)[0]!.id)).rejects.toThrow('was trained elsewhere')
  await expect(retrainStudy(lab.core, { id, count: 1, seed: 1 }, AbortSignal.timeout(60_000)).next()).rejects.toThrow(
    'no finished run',
  )
  expect(known(lab, id)).toEqual(before)
})

it('A file with rows that cannot be used is refused with their lines, or brought in without them', async () => {
  const lab = await newLab()
  const broken = resultsRequest(madeUpResults(4).replace('finished', 'fine'), 'broken.csv')
  const refused = await importResults(lab.core, broken).catch((error: unknown) => (error as Error).message)
  expect(refused).toMatch(/1 row cannot be used: Line 2: column status is fine .*nearest: failed/)
  expect(lab.studies()).toEqual([])
  const { id } = await importResults(lab.core, { ...broken, leavesOut: true })
  expect(known(lab, id)).toHaveLength(7)
})
