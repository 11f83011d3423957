import { expect, it, onTestFinished } from 'vitest'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { figures } from '#shared/figures/figures.ts'
import { tableRecords } from '#shared/figures/figureTable.ts'
import { figureInput } from '#main/reports/figureInput.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab } from '#main/testing/openLab.ts'
import { importResults } from '../bundles/importBundle.ts'
import { clientOf } from '../client.ts'
import { DatasetReader } from '../datasets/datasetReader.ts'
import { reportData } from '../reports/reportData.ts'
import { smallPlan, smallSpace } from '../testing/benchFixture.ts'
import { newStudy } from '../testing/newStudy.ts'
import { finishRuns } from '../testing/measuredStudy.ts'
import { madeUpResults, resultsRequest } from '../testing/madeUpResults.ts'

const newFolder = temporaryFolders()

/** A study whose four runs count as finished, without being trained. */
async function trainedStudy() {
  const lab = await createLab(fakeLabOptions(newFolder()))
  onTestFinished(() => lab.close())
  const client = clientOf(lab)
  const plan = smallPlan({ schedule: { kind: 'step', milestones: [1, 2], gamma: 0.5 } })
  const { id: studyId } = await newStudy(client, { name: 'first', plan, spaces: [smallSpace('AnyNetX_A')] })
  const [space] = await client.spaces.list({ studyId })
  const request = { spaceId: space!.id, name: 'all', count: 4, seed: 7, plan, keepWeights: { keep: 'all' } as const }
  const { id } = await client.populations.add({ request, start: false })
  finishRuns(lab, id, (position) => 40 + position)
  return { lab, client, studyId, population: id }
}

it('networks are trained again with seeds that all share, for longer, and compared', async () => {
  const { lab, client, studyId, population } = await trainedStudy()
  const [first, second] = lab.runs(population)
  const request = { runIds: [first!.id, second!.id], seeds: 3, epochs: 6, start: false }
  const added = await client.populations.replicate(request)
  for (const { id } of added) finishRuns(lab, id, (position) => 38 + position + id)
  expect(added.map(({ count, plan }) => [count, plan.perSpace, plan.recipe.epochs, plan.recipe.schedule])).toEqual(
    added.map(() => [3, 3, 6, { ...added[0]!.plan.recipe.schedule, milestones: [2, 4] }]),
  )
  const runs = added.map(({ id }) => lab.runs(id))
  runs.forEach((own, i) => {
    const source = [first!, second!][i]!
    expect(own.map(({ network }) => networkKey(network))).toEqual(own.map(() => networkKey(source.network)))
    expect(own.map(({ seed }) => seed)).toEqual(runs[0]!.map(({ seed }) => seed))
  })
  const seeds = runs[0]!.map(({ seed }) => seed)
  expect(new Set([...seeds, ...lab.runs(population).map(({ seed }) => seed)]).size).toBe(7)
  const spaces = await client.spaces.list({ studyId })
  expect(spaces.map(({ parentId }) => parentId)).toEqual([null, null, null])

  await expect(client.populations.grow({ id: added[0]!.id, count: 1, start: false })).rejects.toThrow('were given')

  // Once more: the same space, other seeds.
  const [again] = await client.populations.replicate({ runIds: [first!.id], seeds: 2, epochs: null, start: false })
  expect(again!.spaceId).toBe(added[0]!.spaceId)
  expect(lab.runs(again!.id).some(({ seed }) => seeds.includes(seed))).toBe(false)

  const report = await reportData(lab.core, new DatasetReader(lab.core), studyId, {
    populationIds: [population, ...added.map(({ id }) => id)],
    language: 'en',
  })
  expect(report.spaces.flatMap(({ populations }) => populations.map((one) => one.hasDerivedSeeds))).toEqual([
    ...[true, true, true],
  ])
  const rows = tableRecords(figures.replicates.make(figureInput(report)).table)
  expect(rows.map(({ over, n }) => [over, n])).toEqual([
    ['networks', 4],
    ['seeds', 3],
    ['seeds', 3],
  ])
  expect(rows.map(({ pairs }) => pairs).toSorted()).toEqual([3, null, null].toSorted())
})

it('is refused for runs that were trained elsewhere and for runs of two studies, and stores nothing', async () => {
  const { lab, client, population } = await trainedStudy()
  const { id } = await importResults(lab.core, resultsRequest(madeUpResults(4), 'theirs.csv'))
  const [elsewhere] = lab.runs(lab.populations(id)[0]!.id)
  const [own] = lab.runs(population)
  const count = async () => (await client.studies.list({})).map(({ populations, spaces }) => [populations, spaces])
  const before = await count()
  const ask = (runIds: number[]) => client.populations.replicate({ runIds, seeds: 2, epochs: null, start: false })
  await expect(ask([elsewhere!.id])).rejects.toThrow('was trained elsewhere')
  await expect(ask([own!.id, 9999])).rejects.toThrow('9999')
  expect(await count()).toEqual(before)
})

it('a final test is measured once: a recorded one is read from the log, and only finished runs have one', async () => {
  const { lab, client, studyId, population } = await trainedStudy()
  const [run, other] = lab.runs(population)
  lab.note(studyId, { text: 'tested', selected: run!.id, testErrors: 7, testCount: 50 })
  const recorded = [{ runId: run!.id, wrong: 7, count: 50, isRecorded: true }]
  expect(await client.inspections.tested({ runIds: [other!.id, run!.id] })).toEqual(recorded)
  expect(await client.inspections.finalTests({ runIds: [run!.id] })).toEqual(recorded)
  const [again] = await client.populations.replicate({ runIds: [run!.id], seeds: 2, epochs: null, start: false })
  const open = lab.runs(again!.id)[0]!.id
  await expect(client.inspections.finalTests({ runIds: [open] })).rejects.toMatchObject({
    sentence: { key: 'runNotFinished' },
  })
})
