import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { unpackRuns } from '#shared/contract/packedRuns.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import { drawOf, type Draw } from '#shared/designspaces/sampling/draw.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import type { PresetId } from '#shared/designspaces/presets.ts'
import type { Network } from '#shared/networks/network.ts'
import type { Bundle } from '#main/bundles/bundleSchema.ts'
import { sealedFile } from '#main/bundles/testing/sealedFile.ts'
import { bundleFormatVersion } from '#main/bundles/bundleSchema.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { anyNetwork } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { changedRows } from '#main/store/safety/fingerprints.ts'
import { migrations } from '#main/store/migrations/all.ts'
import { openStore } from '#main/store/open.ts'
import { exportBundle } from '../bundles/exportBundle.ts'
import { importBundle } from '../bundles/importBundle.ts'
import { runsHandlers } from '../runs/runsHandlers.ts'
import { sampleFile } from '../studies/sampleStudy.ts'
import { smallPlan, smallSpace } from '../testing/benchFixture.ts'

const newFolder = temporaryFolders()
const plan = smallPlan()
const seed = 7
const count = 5
const sampled = (id: PresetId) =>
  samplePopulation({ space: smallSpace(id), regime: regimeOf(plan, 10), count, seed }).networks

/** The folder of a lab with the schema from before draws, with a population for each list of networks. */
function olderLab(populations: readonly { space: unknown; networks: readonly Network[] }[]): string {
  const folder = newFolder()
  const { db, close } = openStore(folder, { migrations: migrations.slice(0, 5) })
  db.exec(`INSERT INTO studies (name, definition, plan, classes, createdAt)
    VALUES ('old', 'null', '${JSON.stringify(plan)}', 10, 1)`)
  const addSpace = db.prepare(`INSERT INTO spaces (studyId, definition, state, createdAt) VALUES (1, ?, 'draft', 1)`)
  const addPopulation = db.prepare(
    `INSERT INTO populations (studyId, name, spaceId, designSpace, plan, seed, recipe, dataset, datasetHash, keepWeights, createdAt)
     VALUES (1, ?, ?, ?, ?, ?, '{}', '{}', 'h', '{"keep":"none"}', 2)`,
  )
  const addRun = db.prepare(
    `INSERT INTO runs (populationId, position, seed, recipe, network, datasetHash, onnxruntimeVersion, provider,
       cpuFeatures, plan, status, createdAt)
     VALUES (?, ?, 1, ?, ?, 'h', '1', 'cpu', 'avx2', 'cpu', 'cancelled', 3)`,
  )
  for (const { space, networks } of populations) {
    const spaceId = space === null ? null : addSpace.run(JSON.stringify(space)).lastInsertRowid
    const name = `p${String(spaceId)}`
    const { lastInsertRowid: id } = addPopulation.run(
      ...[name, spaceId, JSON.stringify(space), JSON.stringify(plan), seed],
    )
    networks.forEach((network, i) => addRun.run(id, i, JSON.stringify(plan.recipe), JSON.stringify(network)))
  }
  close()
  return folder
}

/** The rows of populations as the window loads them. */
async function rowsOf({ core }: Lab, populationIds: number[]): Promise<RunRow[]> {
  const page = { populationIds, after: 0, limit: 20_000, details: 'rows' } as const
  return unpackRuns((await runsHandlers(core).table(page, { signal: undefined })).rows, 'rows')
}
const drawsOf = async (lab: Lab, populationIds: number[]) => (await rowsOf(lab, populationIds)).map(({ draw }) => draw)

describe('Runs from before draws were stored', () => {
  it('get their draws when first read, exactly as they were drawn', async () => {
    const ids: PresetId[] = ['AnyNetX_A', 'RegNetX']
    const lab = await createLab({
      dataDir: olderLab(
        ids.map((id) => ({ space: smallSpace(id), networks: sampled(id).map(({ network }) => network) })),
      ),
      trainers: 1,
    })
    try {
      const jobs = vi.spyOn(lab.core.jobs, 'run')
      const [draws] = await Promise.all([drawsOf(lab, [1, 2]), drawsOf(lab, [2])])
      expect(draws).toEqual(ids.flatMap((id) => sampled(id).map(drawOf)))
      expect(jobs).toHaveBeenCalledTimes(2)
      expect((await rowsOf(lab, [2]))[0]!.draw?.regNet).toEqual(sampled('RegNetX')[0]!.regNet)
      expect(jobs).toHaveBeenCalledTimes(2)
      expect(changedRows(lab.core.db, 10)).toEqual([])
      const [run] = lab.runs(1)
      expect(await runsHandlers(lab.core).get({ id: run!.id }, { signal: undefined })).toMatchObject({
        draw: run!.draw,
      })
    } finally {
      await lab.close()
    }
  })

  it('have none from the first network that their seed does not reproduce, nor if the networks were given', async () => {
    const networks = sampled('AnyNetX_A').map(({ network }) => network)
    networks[3] = anyNetwork
    const folder = olderLab([
      { space: smallSpace('AnyNetX_A'), networks },
      { space: null, networks: [anyNetwork] },
      { space: { id: 'of a version that nobody knows' }, networks: [anyNetwork] },
    ])
    for (const start of [1, 2]) {
      const lab = await createLab({ dataDir: folder, trainers: 1 })
      const known = (await drawsOf(lab, [1, 2, 3])).map((draw) => draw !== null)
      expect(known, `start ${start}`).toEqual([true, true, true, false, false, false, false])
      await lab.close()
    }
  })
})

describe('A bundle', () => {
  const unpacked = (bytes: Uint8Array) => JSON.parse(gunzipSync(bytes).toString()) as Bundle
  const drawsIn = ({ populations }: Bundle) => populations.flatMap(({ runs }) => runs.map(({ draw }) => draw))

  it.skipIf(!existsSync(sampleFile))('without draws gets them on import, also the sample study', async () => {
    const shipped = readFileSync(sampleFile)
    const lab = await createLab({ dataDir: newFolder(), trainers: 1 })
    const { id } = await importBundle(lab.core, shipped, { isSample: true })
    const { study, populations, spaces } = unpacked(shipped)
    const wanted = populations.flatMap(({ space, seed: own, plan: its, runs }) =>
      samplePopulation({
        space: spaces[space]!.definition,
        ...{ regime: regimeOf(its, study.classes), count: runs.length, seed: own },
      }).networks.map(drawOf),
    )
    expect(lab.populations(id).flatMap((population) => lab.runs(population.id).map(({ draw }) => draw))).toEqual(wanted)
    expect(lab.studyDigest(id)).toBe(study.digest)
    const again = unpacked((await exportBundle(lab.core, id, { weights: true })).bytes)
    expect(again.formatVersion).toBe(bundleFormatVersion)
    expect(drawsIn(again)).toEqual(wanted)
    expect(again.study.digest).toBe(study.digest)
    await lab.close()
  })

  it('with draws keeps them unchanged, including missing ones', async () => {
    const from = await createLab({
      dataDir: olderLab([{ space: smallSpace('RegNetX'), networks: sampled('RegNetX').map(({ network }) => network) }]),
      trainers: 1,
    })
    const { bytes } = await exportBundle(from.core, 1, { weights: false })
    const bundle = unpacked(bytes)
    const runs = bundle.populations[0]!.runs
    expect(drawsIn(bundle)).toEqual(sampled('RegNetX').map(drawOf))
    delete runs[1]!.draw
    const lab = await createLab({ dataDir: newFolder(), trainers: 1 })
    const { id } = await importBundle(lab.core, sealedFile(bundle), { isSample: false })
    const [population] = lab.populations(id)
    const wanted: (Draw | null)[] = sampled('RegNetX').map(drawOf)
    wanted[1] = null
    expect(await drawsOf(lab, [population!.id])).toEqual(wanted)
    await lab.close()
    await from.close()
  })
})
