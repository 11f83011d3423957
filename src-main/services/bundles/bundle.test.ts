import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storedExclusion } from '#shared/sentences/exclusion.ts'
import { verbatim, sentence } from '#shared/sentences/sentence.ts'
import { openDataset } from '#main/datasets/kinds.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { sharedJobs } from '#main/testing/sharedJobs.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { insertEvent, listStudyLog } from '#main/store/tables/events.ts'
import { endPopulation, listPopulations } from '#main/store/tables/populations.ts'
import { excludeRuns, tagRuns } from '#main/store/tables/runNotes.ts'
import { insertRefinement, listRefinements } from '#main/store/tables/refinements.ts'
import { listInspections } from '#main/store/tables/inspections.ts'
import { insertReport, listReports } from '#main/store/tables/reports.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { loweringPlans } from '#shared/lowering/planTable.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { halvingSchema } from '#shared/training/halving.ts'
import { populationSeeds } from '#shared/studyFiles/seeds.ts'
import { DatasetReader } from '../datasets/datasetReader.ts'
import { exportBundle } from './exportBundle.ts'
import { growPopulation } from '../populations/growth.ts'
import { importBundle } from './importBundle.ts'
import type { Retraining } from '#shared/contract/retraining.ts'
import type { readBundle } from '#main/bundles/bundleFile.ts'
import { digestOfPopulations, digestOfRuns } from '#main/bundles/digests.ts'
import { retrainStudy } from '../studies/retrainStudy.ts'
import { bundleFormatVersion } from '#main/bundles/bundleSchema.ts'
import { sealedFile } from '#main/bundles/testing/sealedFile.ts'
import { readSample, sampleFile, sampleSpaces } from '../studies/sampleStudy.ts'
import { smallDataset, smallPlan, smallSpace } from '../testing/benchFixture.ts'

const newFolder = temporaryFolders()
const dataDir = mkdtempSync(join(tmpdir(), 'regbench-bundle-'))
let lab: Lab
let studyId: number
let bytes: Uint8Array

/** A lab with a study that was actually trained: two spaces, four runs, one of them cancelled for good. */
beforeAll(async () => {
  lab = await createLab({ dataDir, trainers: 2 })
  const plan = smallPlan({ epochs: 2 })
  const { info } = await openDataset(smallDataset)
  studyId = lab.createStudy({ name: 'paper', definition: { any: 1 }, plan, classes: 10 })
  const spaces = [smallSpace('AnyNetX_A'), smallSpace('RegNetX')]
  const spaceIds = lab.addLineage(studyId, spaces)
  const populationIds = spaces.map((space, i) => {
    const regime = { imageSize: 16, classes: 10, convention: 'paper', flops: plan.flops! } as const
    const { networks } = samplePopulation({ space, regime, count: 2, seed: 1 })
    return lab.addPopulation({
      ...{ studyId, spaceId: spaceIds[i]!, name: space.id, seed: 1, plan, datasetHash: info.hash },
      keepWeights: { keep: 'best', count: 1 },
      networks: networks.map((candidate, seed) => ({
        network: candidate.network,
        draw: drawOf(candidate),
        ...{ seed, plan: loweringPlans.cpu.id },
      })),
    })
  })
  lab.cancel({ runId: lab.runs(populationIds[1]!)[1]!.id })
  lab.start()
  await lab.waitUntilIdle()
  const [first] = lab.runs(populationIds[0]!)
  const { db } = lab.core
  tagRuns(db, [first!.id], ['odd'], [])
  await lab.core.inspections.look(first!.id, { worst: 0 })
  const refinementId = insertRefinement(db, {
    ...{ studyId, spaceId: spaceIds[0]!, refinedSpaceId: spaceIds[1]!, step: 'compare' },
    ...{ state: { populationIds, refinedPopulationId: populationIds[1] }, decision: null, reason: null },
    createdAt: 1,
    changedAt: 2,
  })
  const begun = { refinementId, spaceId: spaceIds[0]!, name: spaces[0]!.name }
  insertEvent(db, { studyId, kind: 'refinementBegun', data: begun, at: 1 })
  lab.note(studyId, { selected: first!.id, testErrors: 3, testCount: 10 })
  const blocks = [{ kind: 'figure' as const, figure: 'edf' as const, caption: '', populationIds: [populationIds[0]!] }]
  const looked = { figure: 'confusion' as const, parameters: { run: first!.id } }
  const shown = [...blocks, { kind: 'figure' as const, caption: '', ...looked }]
  const document = { title: 'Notes', language: 'ko' as const, populationIds: [populationIds[1]!], blocks: shown }
  insertReport(db, { studyId, document, changedAt: 3 })
  bytes = (await exportBundle(lab.core, studyId, { weights: true })).bytes
}, 120_000)
afterAll(async () => {
  await lab.close()
  rmSync(dataDir, { recursive: true })
})

const jobs = sharedJobs()
const emptyLab = () => createLab({ dataDir: newFolder(), trainers: 1, jobs })

/** The bundle file after a change, with a new seal. */
const edited = (change: (bundle: Record<string, unknown>) => void) => {
  const bundle = JSON.parse(gunzipSync(bytes).toString()) as Record<string, unknown>
  change(bundle)
  return sealedFile(bundle)
}

describe('A bundle', () => {
  it('carries a study to another lab with the same digest, weights, tags, spaces, drafts and log', async () => {
    const other = await emptyLab()
    const { id } = await importBundle(other.core, bytes, { isSample: false })
    expect(getStudy(other.core.db, id)).toMatchObject({ name: 'paper', definition: { any: 1 }, classes: 10 })
    expect(other.studyDigest(id)).toBe(lab.studyDigest(studyId))
    const plain = (from: Lab, of: number) =>
      from.populations(of).map((population) => ({
        ...{ name: population.name, plan: population.plan, keepWeights: population.keepWeights },
        runs: from.runs(population.id).map(({ network, draw, status, digest, errorPercent, tags, epochs, ...run }) => ({
          ...{ network, draw, status, digest, errorPercent, tags, epochs, seed: run.seed, plan: run.plan },
          hasWeights: run.weightsPath !== null,
        })),
      }))
    expect(plain(other, id)).toEqual(plain(lab, studyId))
    expect(plain(other, id).flatMap(({ runs }) => runs.map(({ hasWeights }) => hasWeights))).toContain(true)
    for (const run of other.runs(1))
      if (run.weightsPath !== null) expect(existsSync(other.weightsFile(run.id)!)).toBe(true)
    const spaces = listSpaces(other.core.db, id)
    expect(spaces.map(({ parentId }) => parentId)).toEqual([null, spaces[0]!.id])
    const populationIds = other.populations(id).map((population) => population.id)
    expect(listRefinements(other.core.db, id)).toMatchObject([
      { refinedSpaceId: spaces[1]!.id, state: { populationIds, refinedPopulationId: populationIds[1] } },
    ])
    const { document } = listReports(other.core.db, id)[0]!
    expect(document.populationIds).toEqual([populationIds[1]])
    const [inspection] = listInspections(other.core.db, {})
    expect(inspection).toEqual({ ...listInspections(lab.core.db, {})[0], runId: other.runs(populationIds[0]!)[0]!.id })
    expect(document.blocks).toMatchObject([
      { figure: 'edf', populationIds: [populationIds[0]] },
      { figure: 'confusion', parameters: { run: inspection!.runId } },
    ])
    const kinds = other.since(0, 1000).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'finished')).toHaveLength(3)
    expect(kinds.at(-1)).toBe('studyImported')
    other.start()
    expect(other.status().runs).toMatchObject({ queued: 0, running: 0, finished: 3, cancelled: 1 })
    await other.close()
  })

  it('keeps that a population ended early, and which runs do not count for it', async () => {
    const { db } = lab.core
    const [population] = listPopulations(db, studyId) as [ReturnType<typeof listPopulations>[number]]
    const ending = { planned: 2, endedAt: null }
    endPopulation(db, { ...population, ending }, 1)
    const reason = storedExclusion(sentence('beyondEnd'))
    const beyond = lab.runs(population.id)[1]!.id
    excludeRuns(db, [beyond], reason)
    const digest = lab.studyDigest(studyId)
    const { bytes: ended } = await exportBundle(lab.core, studyId, { weights: false })
    excludeRuns(db, [beyond], null)
    db.prepare('UPDATE populations SET ending = NULL WHERE id = ?').run(population.id)
    expect(lab.studyDigest(studyId)).not.toBe(digest)

    const other = await emptyLab()
    const { id } = await importBundle(other.core, ended, { isSample: false })
    const [found, full] = listPopulations(other.core.db, id)
    expect([found!.ending, full!.ending]).toEqual([{ planned: 2, endedAt: 1 }, null])
    expect(other.runs(found!.id).map(({ exclusion }) => exclusion)).toEqual([null, reason])
    expect(other.studyDigest(id)).toBe(digest)
    const again = await exportBundle(other.core, id, { weights: false })
    const populations = (file: Uint8Array) =>
      (JSON.parse(gunzipSync(file).toString()) as { populations: unknown[] }).populations
    expect(populations(again.bytes)).toEqual(populations(ended))
    await other.close()
  })

  it('keeps which networks were dropped early, with their epochs', async () => {
    const { db } = lab.core
    const [{ id: populationId, plan }] = listPopulations(db, studyId) as [ReturnType<typeof listPopulations>[number]]
    const halved = { ...plan, halving: halvingSchema.parse({}) }
    const setPlan = (value: object) =>
      db.prepare('UPDATE populations SET plan = ? WHERE id = ?').run(JSON.stringify(value), populationId)
    const [, run] = lab.runs(populationId)
    const reason = storedExclusion(sentence('droppedAfter', { epoch: 1, epochs: 2 }))
    setPlan(halved)
    excludeRuns(db, [run!.id], reason)
    const setRun = db.prepare('UPDATE runs SET status = ?, errorPercent = ?, digest = ?, finishedAt = ? WHERE id = ?')
    setRun.run('cancelled', null, null, null, run!.id)
    const digest = lab.studyDigest(studyId)
    const { bytes: dropped } = await exportBundle(lab.core, studyId, { weights: false })
    setPlan(plan)
    excludeRuns(db, [run!.id], null)
    setRun.run('finished', run!.errorPercent, run!.digest, run!.finishedAt, run!.id)

    const other = await emptyLab()
    const { id } = await importBundle(other.core, dropped, { isSample: false })
    const [found] = listPopulations(other.core.db, id)
    expect(found!.plan.halving).toEqual(halved.halving)
    const [, again] = other.runs(found!.id)
    expect(again).toMatchObject({ status: 'cancelled', exclusion: reason })
    expect(again!.epochs.map(({ validationErrorPercent }) => validationErrorPercent)).toEqual(
      run!.epochs.map(({ validationErrorPercent }) => validationErrorPercent),
    )
    expect(other.studyDigest(id)).toBe(digest)
    await other.close()
  })

  /** The ids in a study's log and refinement, as positions of the rows with those ids. */
  const named = (from: Lab, of: number) => {
    const { db } = from.core
    const [spaces, populations, refinements] = [listSpaces(db, of), from.populations(of), listRefinements(db, of)]
    const runs = populations.flatMap(({ id }) => from.runs(id))
    const place = (rows: readonly { id: number }[], id: unknown) => rows.findIndex((row) => row.id === id)
    const { populationIds, refinedPopulationId } = refinements[0]!.state as Record<string, number[] | number>
    return [
      ...[...(populationIds as number[]), refinedPopulationId].map((id) => place(populations, id)),
      ...listStudyLog(db, of).flatMap((event) => {
        if (event.kind === 'spaceAdded') return [place(spaces, event.data.spaceId), place(spaces, event.data.parentId)]
        if (event.kind === 'populationAdded') return [place(populations, event.data.populationId)]
        if (event.kind === 'refinementBegun') return [place(refinements, event.data.refinementId)]
        return event.kind === 'note' ? [place(runs, event.data.selected)] : []
      }),
    ]
  }
  it('refers to the same rows wherever it is imported, by the ids of that lab', async () => {
    const other = await emptyLab()
    await importBundle(other.core, bytes, { isSample: false })
    const { id } = await importBundle(other.core, bytes, { isSample: false })
    expect(listSpaces(other.core.db, id)[0]!.id).not.toBe(listSpaces(lab.core.db, studyId)[0]!.id)
    expect(named(lab, studyId)).toEqual([0, 1, 1, 0, -1, 1, 0, 0, 1, 0, 0])
    expect(named(other, id)).toEqual(named(lab, studyId))
    await other.close()
  })
  it('of an older version is read, including events no longer written and ids that match no row', async () => {
    const other = await emptyLab()
    await importBundle(other.core, bytes, { isSample: false })
    const older = edited((bundle) => {
      const log = bundle.log as { run: null; kind: string; data: unknown; at: number }[]
      log.unshift({ run: null, kind: 'planChanged', data: { plan: {} }, at: 1 })
      for (const { kind, data } of log) if (kind === 'note') Object.assign(data as object, { selected: 1 })
      Object.assign(bundle, { formatVersion: 3 })
    })
    const { id } = await importBundle(other.core, older, { isSample: false })
    const [event] = listStudyLog(other.core.db, id)
    expect(event).toMatchObject({ kind: 'planChanged', data: { plan: {} } })
    // The ids of the run, of the refinement and of its refined population come from another lab and match no row.
    expect(named(other, id)).toEqual([0, 1, -1, 0, -1, 1, 0, 0, 1, -1, 0])
    expect((await exportBundle(other.core, id, { weights: false })).bytes.length).toBeGreaterThan(0)
    await other.close()
  })

  it('imported again becomes a second study, and exporting that gives the same runs', async () => {
    const other = await emptyLab()
    await importBundle(other.core, bytes, { isSample: false })
    const { id: second } = await importBundle(other.core, bytes, { isSample: true })
    expect(getStudy(other.core.db, second)).toMatchObject({ name: 'paper (2)', isSample: true })
    const read = (from: Uint8Array) =>
      JSON.parse(gunzipSync(from).toString()) as { populations: unknown; spaces: unknown }
    const again = read((await exportBundle(other.core, second, { weights: true })).bytes)
    expect(again.populations).toEqual(read(bytes).populations)
    expect(again.spaces).toEqual(read(bytes).spaces)
    await other.close()
  })

  it('states in sentences why runs ended; a sentence of a newer version is kept as its key, plain text as written', async () => {
    const bundle = JSON.parse(gunzipSync(bytes).toString()) as {
      populations: { runs: { status: string; reason: unknown }[] }[]
    }
    const runs = bundle.populations.flatMap((population) => population.runs)
    const diverged = sentence('validationLossBroke', { loss: 'NaN', epoch: 2 })
    runs[0]!.reason = diverged
    runs[1]!.reason = { key: 'struckByLightning', values: { times: 2 } }
    runs[2]!.reason = 'out of memory'
    const other = await emptyLab()
    await importBundle(other.core, sealedFile(bundle), { isSample: false })
    const reasons = [1, 2].flatMap((id) => other.runs(id).map(({ reason }) => reason))
    expect(reasons.slice(0, 3)).toEqual([diverged, verbatim('struckByLightning'), verbatim('out of memory')])
    await other.close()
  })

  it('keeps the reasons for excluding runs', async () => {
    const other = await emptyLab()
    const { id } = await importBundle(other.core, bytes, { isSample: false })
    const runId = other.runs(1)[1]!.id
    excludeRuns(other.core.db, [runId], 'disk full')
    const { bytes: marked } = await exportBundle(other.core, id, { weights: true })
    const { id: again } = await importBundle(other.core, marked, { isSample: false })
    const [population] = other.populations(again)
    expect(other.runs(population!.id).map(({ exclusion }) => exclusion)).toEqual([null, 'disk full'])
    expect(other.studyDigest(again)).toBe(lab.studyDigest(studyId))
    await other.close()
  })

  it('without weights is smaller and has the same digest', async () => {
    const { bytes: light } = await exportBundle(lab.core, studyId, { weights: false })
    expect(light.length).toBeLessThan(bytes.length / 2)
    const other = await emptyLab()
    const { id } = await importBundle(other.core, light, { isSample: false })
    expect(other.studyDigest(id)).toBe(lab.studyDigest(studyId))
    await other.close()
  })
})

describe('A broken bundle leaves no trace', () => {
  type Run = { errorPercent: number; digest: string; weights?: string }
  const runs = (bundle: Record<string, unknown>) => (bundle['populations'] as { runs: Run[] }[])[0]!.runs
  const cases: [string, () => Uint8Array, string][] = [
    ['a foreign file', () => Buffer.from('%PDF-1.7'), 'not a study of this program'],
    ['an empty file', () => new Uint8Array(), 'not a study of this program'],
    ['another gzip file', () => gzipSync('{"a":1}'), 'not a study of this program'],
    ['a truncated file', () => bytes.subarray(0, bytes.length / 2), 'is damaged'],
    [
      'a newer bundle',
      () => edited((b) => Object.assign(b, { formatVersion: bundleFormatVersion + 1 })),
      'newer version',
    ],
    ['an unknown key', () => edited((b) => Object.assign(b, { extra: 1 })), 'extra'],
    ['a gzip bomb', () => gzipSync(Buffer.alloc(600 * 2 ** 20), { level: 1 }), 'too large'],
    ['a run with another digest', () => edited((b) => (runs(b)[0]!.digest = 'a'.repeat(64))), 'not the exported ones'],
    [
      'a population of no space',
      () => edited((b) => ((b['populations'] as { space: number }[])[1]!.space = 7)),
      'does not exist',
    ],
  ]
  it.each(cases)('%s', async (_, make, sentence) => {
    const other = await emptyLab()
    await expect(importBundle(other.core, make(), { isSample: false })).rejects.toThrow(sentence)
    expect(other.studies()).toEqual([])
    expect(other.version()).toBe(0)
    const weights = join(other.folder, 'weights')
    expect(existsSync(weights) ? readdirSync(weights) : []).toEqual([])
    await other.close()
  })

  it('whichever bytes are changed or cut off', async () => {
    const other = await emptyLab()
    const place = fc.nat(bytes.length - 1)
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, flip, cut) => {
        const broken = cut ? bytes.slice(0, at) : Uint8Array.from(bytes)
        if (!cut) broken[at]! ^= flip
        try {
          await importBundle(other.core, broken, { isSample: false })
        } catch (error) {
          expect(error).toMatchObject({ name: 'LabError', code: 'invalid' })
          expect(other.studies()).toEqual([])
          return
        }
        // Bits that gzip does not read (in its header, and those that fill its last byte) or reads as the same text.
        const digest = other.studyDigest(other.studies()[0]!.id)
        other.core.db.exec('DELETE FROM events')
        for (const table of [
          'epochs',
          'inspections',
          'runs',
          'populations',
          'refinements',
          'reports',
          'spaces',
          'studies',
        ])
          other.core.db.exec(
            table === 'spaces' ? 'UPDATE spaces SET parentId = NULL; DELETE FROM spaces' : `DELETE FROM ${table}`,
          )
        expect(gunzipSync(broken).equals(gunzipSync(bytes))).toBe(true)
        expect(digest).toBe(lab.studyDigest(studyId))
      }),
      {
        numRuns: 60,
        examples: [
          [4, 1, false],
          [bytes.length - 9, 128, false],
        ],
      },
    )
    await other.close()
  })
})

describe.skipIf(!existsSync(sampleFile))('The sample study', () => {
  it('can be opened', async () => {
    const other = await emptyLab()
    const { id } = await importBundle(other.core, readSample(), { isSample: true })
    expect(other.studyDigest(id)).not.toBeNull()
    await other.close()
  })
  it('can be continued with more networks of each of its samples', async () => {
    const other = await emptyLab()
    const { id: studyId } = await importBundle(other.core, readSample(), { isSample: true })
    const datasets = new DatasetReader(other.core)
    const [population] = other.populations(studyId)
    await growPopulation(other.core, datasets, { id: population!.id, count: 2 })
    const runs = other.runs(population!.id)
    expect(runs.slice(-2).map(({ position, status }) => [position, status])).toEqual([
      [48, 'queued'],
      [49, 'queued'],
    ])
    const space = population!.designSpace as DesignSpace
    const { imageSize, flops } = population!.plan
    const regime = { imageSize, classes: 10, convention: 'paper', flops: flops! } as const
    const whole = samplePopulation({ space, regime, count: 50, seed: population!.seed })
    expect(runs.map(({ network }) => network)).toEqual(whole.networks.map(({ network }) => network))
    // The seeds that a study file with 50 networks gives.
    expect(runs.slice(-2).map(({ seed }) => seed)).toEqual(
      [48, 49].map((position) => populationSeeds(population!.plan.seed, 0).training(position)),
    )
    await other.close()
  })
  it('is left alone, with a reason, if its sample differs', async () => {
    const other = await emptyLab()
    const { id: studyId } = await importBundle(other.core, readSample(), { isSample: true })
    const { db } = other.core
    const datasets = new DatasetReader(other.core)
    const [first, second, third] = other.populations(studyId)
    const refused = (id: number) => growPopulation(other.core, datasets, { id, count: 1 })
    db.prepare(
      'UPDATE populations SET designSpace = (SELECT designSpace FROM populations WHERE id = ?) WHERE id = ?',
    ).run(second!.id, first!.id)
    await expect(refused(first!.id)).rejects.toThrow('its seed draws a different network 1')
    db.prepare('UPDATE runs SET seed = seed + 1 WHERE populationId = ?').run(second!.id)
    await expect(refused(second!.id)).rejects.toThrow('cannot derive its training seeds')
    db.prepare(`UPDATE populations SET datasetHash = 'other' WHERE id = ?`).run(third!.id)
    await expect(refused(third!.id)).rejects.toThrow('are not the ones it was trained on')
    expect([first, second, third].map((population) => other.runs(population!.id).length)).toEqual([48, 48, 48])
    await other.close()
  })
  it('is unpacked once, however often it is described', () => {
    expect(sampleSpaces()).toBe(sampleSpaces())
  })
  it('is described before opening as it is after', async () => {
    const other = await emptyLab()
    const { id: studyId } = await importBundle(other.core, readSample(), { isSample: true })
    const spaces = listSpaces(other.core.db, studyId)
    const populations = listPopulations(other.core.db, studyId)
    const sample = sampleSpaces()
    expect(sample.map(({ name, parent }) => [name, parent])).toEqual(
      spaces.map(({ definition, parentId }) => [
        definition.name,
        parentId === null ? null : spaces.findIndex(({ id }) => id === parentId),
      ]),
    )
    for (const [place, { errors }] of sample.entries()) {
      const { id } = populations.find(({ spaceId }) => spaceId === spaces[place]!.id)!
      expect(errors).toEqual(other.runs(id).map(({ errorPercent }) => errorPercent))
    }
    await other.close()
  })
})

describe('A study that is retrained', () => {
  /** All states reported until the end. */
  const retrained = async (of: Lab, id: number, count: number) => {
    const states: Retraining[] = []
    for await (const state of retrainStudy(of.core, { id, count, seed: 1 }, new AbortController().signal))
      states.push(state)
    return states
  }

  it('reproduces the same bits and leaves nothing behind', async () => {
    const before = readdirSync(dataDir).sort()
    const states = await retrained(lab, studyId, 2)
    const last = states.at(-1)!
    expect(last.drawn).toBe(2)
    expect(last.done.map(({ verdict, isSameMachine }) => [verdict, isSameMachine])).toEqual([
      ['same', true],
      ['same', true],
    ])
    expect(states.length).toBeGreaterThan(2)
    expect(readdirSync(dataDir).sort()).toEqual(before)
  })

  it('is told apart from one with invented errors and digests', async () => {
    const bundle = JSON.parse(gunzipSync(bytes).toString()) as ReturnType<typeof readBundle>
    const forged = 'ab'.repeat(32)
    for (const run of bundle.populations.flatMap(({ runs }) => runs)) if (run.digest) run.digest = forged
    for (const { runs } of bundle.populations) for (const run of runs) delete run.weights
    bundle.study.digest = digestOfPopulations(bundle.populations.map(({ runs }) => digestOfRuns(runs)))
    const other = await emptyLab()
    const { id } = await importBundle(other.core, sealedFile(bundle), { isSample: false })
    const [state] = (await retrained(other, id, 1)).slice(-1)
    expect(state!.done).toMatchObject([{ verdict: 'other', isSameMachine: true, recorded: { digest: forged } }])
    await other.close()
  })

  it('stops when nobody listens', async () => {
    const listener = new AbortController()
    const states = retrainStudy(lab.core, { id: studyId, count: 3, seed: 1 }, listener.signal)
    await states.next()
    listener.abort(new Error('gone'))
    const rest = async () => {
      for await (const state of states) expect(state.done.length).toBeLessThan(3)
    }
    await expect(rest()).rejects.toThrow('gone')
  })
})
