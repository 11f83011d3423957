import { expect, it, onTestFinished } from 'vitest'
import { unpackRuns } from '#shared/contract/packedRuns.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { stream } from '#shared/random/stream.ts'
import { compareSpaces } from '#shared/refinement/comparison/compareSpaces.ts'
import { measuredRun } from '#shared/refinement/evidence/measuredRun.ts'
import { weighConstraint } from '#shared/refinement/evidence/weighConstraint.ts'
import { fulfils } from '#shared/refinement/steps/refinement.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import { reportCsv } from '#main/reports/reportCsv.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { clientOf, type LabClient } from '../client.ts'
import { DatasetReader } from '../datasets/datasetReader.ts'
import { reportData } from '../reports/reportData.ts'
import { madeUpResults, resultsRequest } from '../testing/madeUpResults.ts'

const newFolder = temporaryFolders()

async function newLab(): Promise<{ lab: Lab; client: LabClient }> {
  const lab = await createLab(fakeLabOptions(newFolder()))
  onTestFinished(() => lab.close())
  return { lab, client: clientOf(lab) }
}

/** Brings a text in over the contract and returns the study's id. */
async function broughtIn(client: LabClient, text: string, changes?: readonly string[]): Promise<number> {
  const { file: name, mapping } = resultsRequest(text, 'theirs.csv', changes)
  const file = new File([text], name)
  const preview = await client.studies.previewResults({ file, mapping, space: null })
  expect(preview).toMatchObject({ total: 1000, usable: 1000, fault: null })
  return (await client.studies.importResults({ file, mapping, space: null, name, leavesOut: false })).id
}

/** The rows of each population of a study, without what ids and time of the import make of them. */
async function rowsOf(client: LabClient, studyId: number): Promise<Partial<RunRow>[][]> {
  const populations = await client.populations.list({ studyId })
  return Promise.all(
    populations.map(async ({ id }) => {
      const { rows, total } = await client.runs.table({ populationIds: [id], limit: 20_000 })
      expect(total).toBe(500)
      return unpackRuns(rows, 'rows').map((row) => ({ ...row, id: 0, populationId: 0 }))
    }),
  )
}

const errorsOf = (rows: readonly Partial<RunRow>[]): number[] => rows.flatMap(({ errorPercent }) => errorPercent ?? [])
const compared = ([older, newer]: readonly Partial<RunRow>[][]) => compareSpaces(errorsOf(newer!), errorsOf(older!))

const reportOf = (lab: Lab, id: number) =>
  reportData(lab.core, new DatasetReader(lab.core), id, {
    populationIds: lab.populations(id).map((population) => population.id),
    language: 'en',
  })

/** Refines the study's first space by widths that grow, as the wizard does, and accepts it. */
async function refine(client: LabClient, studyId: number): Promise<number> {
  const study = await client.studies.get({ id: studyId })
  const [space] = await client.spaces.list({ studyId })
  const [population] = await client.populations.list({ studyId })
  const { rows } = await client.runs.table({ populationIds: [population!.id], limit: 20_000 })
  const runs = unpackRuns(rows, 'rows').flatMap((row) => measuredRun(row) ?? [])
  const refinement = { kind: 'constraint', constraint: { id: 'widthOrder', order: 'nonDecreasing' } } as const
  const weighed = weighConstraint(runs, (run) => fulfils(refinement, run), stream(1, 'sample'), { resamples: 50 })
  expect(weighed.preview.kept.length).toBeGreaterThan(10)
  const definition = refineSpace(space!.definition, refinement, { id: 'refined', name: 'refined' })
  const { id: refinedSpaceId } = await client.spaces.add({ studyId, parentId: space!.id, definition })
  const { id } = await client.refinements.begin({ studyId, spaceId: space!.id })
  const basedOn = { step: 'sample', refinedSpaceId: null, state: {} }
  await client.refinements.save({ id, step: 'decide', refinedSpaceId, state: {}, basedOn })
  const evidence = { kept: weighed.preview.kept.length, keptMinusAll: weighed.keptMinusAll }
  const undecided = { refinedSpaceId, state: 'draft', reason: null }
  await client.refinements.decide({ id, decision: 'accepted', reason: 'simpler', evidence, basedOn: undecided })
  // The refined space can be sampled at the images' size at once.
  const { plan } = study
  expect(plan).toMatchObject({ imageSize: 32, perSpace: 500, dataset: { imageSize: 32 } })
  const request = { spaceId: refinedSpaceId, name: 'next', count: 3, seed: null, plan, keepWeights: { keep: 'none' } }
  const forecast = await client.populations.forecast(request as Parameters<typeof client.populations.forecast>[0])
  expect(forecast.flops).toHaveLength(3)
  return refinedSpaceId
}

it('1000 networks are brought in, compared, refined, reported, exported and brought in again: equal', async () => {
  const { lab, client } = await newLab()
  const id = await broughtIn(client, madeUpResults(500))
  const rows = await rowsOf(client, id)
  const comparison = compared(rows)
  expect(comparison).toMatchObject({ verdict: 'better', newer: { n: 499 }, older: { n: 499 } })
  await refine(client, id)
  const spaces = await client.spaces.list({ studyId: id })
  const report = await reportOf(lab, id)
  expect(report.decisions).toMatchObject([{ decision: 'accepted', reason: 'simpler' }])

  const other = await newLab()
  const byTable = await broughtIn(other.client, reportCsv(report), [])
  expect(await rowsOf(other.client, byTable)).toEqual(rows)

  const { file } = await client.studies.exportBundle({ id, weights: true })
  const { id: byBundle } = await other.client.studies.importBundle({ file })
  const again = await rowsOf(other.client, byBundle)
  expect(again).toEqual(rows)
  expect(compared(again)).toEqual(comparison)
  const described = (list: typeof spaces) =>
    list.map(({ definition, state, reason, parentId }) => ({ definition, state, reason, isRoot: parentId === null }))
  expect(described(await other.client.spaces.list({ studyId: byBundle }))).toEqual(described(spaces))
  const digests = [lab.studyDigest(id), other.lab.studyDigest(byTable), other.lab.studyDigest(byBundle)]
  expect(new Set(digests)).toEqual(new Set([digests[0]]))
})
