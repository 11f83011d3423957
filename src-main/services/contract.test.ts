import type { RunDetail } from '#shared/contract/runs.ts'
import { withEpoch } from '#shared/contract/reportedEpoch.ts'
import { safe } from '@orpc/client'
import { afterEach, describe, expect, test } from 'vitest'
import type { PopulationRequest } from '#shared/contract/populations.ts'
import type { BinaryFile } from '#shared/contract/binary.ts'
import { packedFields, unpackRuns } from '#shared/contract/packedRuns.ts'
import { detailLevels, type DetailLevel } from '#shared/contract/runs.ts'
import { nowInstead, sentenceOf } from '#shared/contract/errors.ts'
import { createLab, type Lab } from '#main/lab.ts'
import { sharedJobs } from '#main/testing/sharedJobs.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { smallDataset, smallPlan, smallSpace } from './testing/benchFixture.ts'
import { newStudy } from './testing/newStudy.ts'
import type { LabClient } from './client.ts'
import { transports, type Connected } from './testing/transports.ts'

const newFolder = temporaryFolders()
const jobs = sharedJobs()
let opened: { lab: Lab; connected: Connected }[] = []
afterEach(async () => {
  for (const { lab, connected } of opened) {
    await connected.close()
    await lab.close()
  }
  opened = []
})

/** Resolves when `holds` is true of the answer of `ask`, which is asked again after each new version in the stream. */
async function until<T>(client: LabClient, ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  const ended = new AbortController()
  try {
    for await (const { version } of await client.changes.watch(undefined, { signal: ended.signal })) {
      expect(version).toBeGreaterThanOrEqual(0)
      const answer = await ask()
      if (holds(answer)) return answer
    }
  } finally {
    ended.abort()
  }
  throw new Error('the stream of versions ended')
}

/** A study of two spaces, with a request for a population of the first. */
async function studyOfTwo(client: LabClient, name = 'study') {
  const plan = smallPlan()
  const study = await newStudy(client, { name, plan, spaces: [smallSpace('AnyNetX_A'), smallSpace('RegNetX')] })
  const spaces = await client.spaces.list({ studyId: study.id })
  const keepWeights = { keep: 'best', count: 2 } as const
  const request: PopulationRequest = { spaceId: spaces[0]!.id, name: 'first', count: 4, seed: 7, plan, keepWeights }
  return { study, spaces, request }
}

const allFinished = (client: LabClient, studyId: number) =>
  until(
    client,
    () => client.studies.get({ id: studyId }),
    ({ runs }) => runs.finished > 0 && runs.queued + runs.running === 0,
  )

/** The error code of a refused call, and its message. */
async function refusal(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  const { error, isDefined } = await safe(call)
  expect(isDefined).toBe(true)
  const { code, message } = error as unknown as { code: string; message: string }
  return { code, message }
}

const cases: Record<string, (client: LabClient, lab: Lab) => Promise<void>> = {
  async 'a study is made, trained, read and followed'(client) {
    const { study, spaces, request } = await studyOfTwo(client)
    expect(study).toMatchObject({ name: 'study', classes: 10, spaces: 2, populations: 0, isSample: false })
    expect(spaces.map(({ parentId, state }) => [parentId, state])).toEqual([
      [null, 'draft'],
      [spaces[0]!.id, 'draft'],
    ])
    const forecast = await client.populations.forecast(request)
    expect(forecast.flops).toHaveLength(4)
    expect(forecast.flops.every((flops) => flops >= 2e5 && flops <= 6e5)).toBe(true)
    expect(forecast).toMatchObject({ imagesPerRun: 3 * 256, measured: [], trainers: 1 })
    const population = await client.populations.add({ request, start: true })
    expect(population).toMatchObject({ count: 4, spaceId: spaces[0]!.id, digest: null })
    expect(population.measuredOn).toEqual({ classes: 10, validationCount: null })
    await allFinished(client, study.id)
    const page = async (details: DetailLevel) => {
      const read = await client.runs.table({ populationIds: [population.id], after: 1, limit: 2, details })
      expect(read.total).toBe(4)
      return unpackRuns(read.rows, details)
    }
    const plain = await page('rows')
    const rows = await client.runs.rows({ runIds: plain.map(({ id }) => id) })
    expect(rows.map(({ position }) => position)).toEqual([1, 2])
    expect(rows.map(({ flops }) => flops)).toEqual(forecast.flops.slice(1, 3))
    for (const row of rows) {
      expect(row).toMatchObject({ status: 'finished', epochs: 3, tags: [], note: '' })
      expect(row.draw?.depths).toEqual(row.network.stages.map(({ depth }) => depth))
      expect(row.errorCurve.at(-1)).toBe(row.errorPercent)
      expect(row.lowestErrorPercent).toBe(Math.min(...row.errorCurve))
    }
    expect(rows[0]!.errorCurve).toHaveLength(3)
    for (const details of detailLevels) {
      const fields: readonly string[] = [...packedFields[details], ...(details === 'rows' ? ['network', 'draw'] : [])]
      const only = (row: object) => Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field)))
      expect(await page(details)).toStrictEqual(rows.map(only))
    }
    expect(await client.runs.rows({ runIds: [rows[1]!.id, 999] })).toEqual([rows[1]])
    const detail = await client.runs.get({ id: rows[0]!.id })
    expect(detail.curve.map(({ epoch }) => epoch)).toEqual([0, 1, 2])
    const losses = await client.runs.stepLosses({ id: rows[0]!.id })
    expect(losses.size).toBe(3 * 4 * 4)
    const done = await client.populations.get({ id: population.id })
    expect(await client.populations.halving({ id: population.id })).toEqual({ rungs: null, dropped: 0 })
    expect(done.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(done.measuredOn).toEqual({ classes: 10, validationCount: detail.validationCount })
    expect(detail.validationCount).toBeGreaterThan(0)
    const status = await client.queue.status()
    expect(status).toMatchObject({ isRunning: true, active: [], waiting: [], finishedLastHour: 4, timeLeftMs: null })
  },

  async 'changes can be read from any cursor, in pages, without a gap'(client) {
    const { study, request } = await studyOfTwo(client)
    await client.populations.add({ request, start: true })
    await allFinished(client, study.id)
    const whole = await client.changes.since({ cursor: 0, limit: 10_000 })
    const paged = []
    for (let cursor = 0; ;) {
      const page = await client.changes.since({ cursor, limit: 3 })
      if (page.changes.length === 0) break
      paged.push(...page.changes)
      cursor = page.cursor
    }
    expect(paged).toEqual(whole.changes)
    expect(whole.version).toBe(whole.changes.at(-1)!.id)
    // An epoch arrives with its report: a followed run grows into the same state that reading it gives.
    const epochs = whole.changes.flatMap((change) => (change.kind === 'epoch' ? [change] : []))
    for (const runId of new Set(epochs.map((change) => change.runId!))) {
      const start = { epochs: 0, lowestErrorPercent: null, durationMs: 0, errorCurve: [], curve: [] }
      const own = epochs.filter((change) => change.runId === runId).map(({ report }) => report!)
      const { durationMs, ...grown } = own.reduce<Pick<RunDetail, keyof typeof start>>(
        (run, report) => withEpoch(run, report)!,
        start,
      )
      const read = await client.runs.get({ id: runId })
      expect(read).toMatchObject(grown)
      expect(durationMs).toBeCloseTo(read.durationMs)
    }
    const log = await client.changes.log({ studyId: study.id, limit: 5 })
    expect(log.map(({ id }) => id)).toEqual(log.map(({ id }) => id).sort((a, b) => b - a))
    expect(log.some(({ kind }) => kind === 'epoch')).toBe(false)
  },

  async 'a space that is changed while it is sampled is sampled as it is then'(client) {
    const { study, request } = await studyOfTwo(client)
    const [space] = await client.spaces.list({ studyId: study.id })
    const definition = { ...space!.definition, stemWidth: 24 }
    const [population] = await Promise.all([
      client.populations.add({ request, start: false }),
      client.spaces.change({ id: space!.id, definition, basedOn: space!.definition }),
    ])
    const { rows } = await client.runs.table({ populationIds: [population.id] })
    const runs = unpackRuns(rows, 'rows')
    expect(new Set(runs.map(({ network }) => network.stemWidth))).toEqual(new Set([24]))
  },

  async 'a population that grew is the one that would have been drawn at once'(client) {
    const { study, spaces, request } = await studyOfTwo(client)
    const whole = await client.populations.add({ request: { ...request, name: 'whole', count: 7 }, start: true })
    const other = await newStudy(client, {
      ...{ name: 'other', plan: request.plan },
      spaces: spaces.map(({ definition }) => definition),
    })
    const [space] = await client.spaces.list({ studyId: other.id })
    const ofThree = { ...request, spaceId: space!.id, count: 3 }
    const small = await client.populations.add({ request: ofThree, start: true })
    const foretold = await client.populations.forecastGrowth({ id: small.id, count: 4 })
    const grown = await client.populations.grow({ id: small.id, count: 4, start: true })
    expect(grown).toMatchObject({ id: small.id, name: small.name, plan: { seed: request.seed }, count: 7 })
    for (const studyId of [study.id, other.id]) await allFinished(client, studyId)
    const read = async (id: number) => {
      const rows = unpackRuns((await client.runs.table({ populationIds: [id] })).rows, 'rows')
      const details = await Promise.all(rows.map((row) => client.runs.get({ id: row.id })))
      return details.map(({ position, network, seed, plan, digest }) => ({ position, network, seed, plan, digest }))
    }
    expect(await read(small.id)).toEqual(await read(whole.id))
    const digest = ({ id }: { id: number }) => client.populations.get({ id }).then((population) => population.digest)
    expect(await digest(small)).toBe(await digest(whole))
    const { flops, draws, seed } = await client.populations.forecast({ ...request, count: 7, seed: 8 })
    expect([foretold.seed, seed]).toEqual([7, 8])
    expect(foretold.flops).toHaveLength(4)
    expect(flops).toHaveLength(7)
    expect(draws).toBeGreaterThan(0)
    const kinds = await client.changes.log({ studyId: other.id })
    expect(kinds.find(({ kind }) => kind === 'populationGrown')!.data).toMatchObject({ runs: 4, count: 7 })
  },

  async 'networks are taken back from the end of a population until one has begun'(client) {
    const { request } = await studyOfTwo(client)
    const { id } = await client.populations.add({ request: { ...request, count: 2 }, start: false })
    await client.populations.grow({ id, count: 3, start: false })
    expect(await client.populations.shrink({ id, count: 2 })).toMatchObject({ count: 2, runs: { queued: 2 } })
    await client.populations.grow({ id, count: 3, start: true })
    await until(
      client,
      () => client.populations.get({ id }),
      ({ runs }) => runs.finished === 5,
    )
    const { code, message } = await refusal(client.populations.shrink({ id, count: 4 }))
    expect([code, message]).toEqual(['invalid', expect.stringContaining('1 of the last 1 networks of "first"')])
    await client.populations.trash({ id })
    expect((await refusal(client.populations.grow({ id, count: 1, start: false }))).message).toContain('in the trash')
  },

  async 'no population is sampled twice unknowingly'(client) {
    const { spaces, request } = await studyOfTwo(client)
    const first = await client.populations.add({ request: { ...request, seed: null }, start: false })
    const second = await client.populations.add({ request: { ...request, seed: null, name: 'second' }, start: false })
    expect([first.plan.seed, second.plan.seed]).toEqual([request.plan.seed, request.plan.seed + 1])
    const again = { ...request, seed: first.plan.seed, name: 'again' }
    for (const call of [client.populations.add({ request: again, start: false }), client.populations.forecast(again)]) {
      const { code, message } = await refusal(call)
      expect([code, message]).toEqual([
        'invalid',
        expect.stringContaining('The population "first" of the same space and plan already has seed 1'),
      ])
    }
    await client.populations.trash({ id: first.id })
    expect((await refusal(client.populations.forecast(again))).message).toContain('"first" in the trash')
    // The same networks under another recipe, and the same seed in another space, are deliberate requests.
    const recipe = { ...request.plan.recipe, epochs: 5 }
    const longer = { ...again, name: 'longer', plan: { ...request.plan, recipe } }
    expect((await client.populations.add({ request: longer, start: false })).plan.seed).toBe(first.plan.seed)
    const elsewhere = { ...again, spaceId: spaces[1]!.id, name: 'elsewhere' }
    expect((await client.populations.add({ request: elsewhere, start: false })).plan.seed).toBe(first.plan.seed)
  },

  async 'runs are excluded with a reason, and count again'(client) {
    const { study, request } = await studyOfTwo(client)
    const { id } = await client.populations.add({ request, start: false })
    const rows = unpackRuns((await client.runs.table({ populationIds: [id] })).rows, 'rows')
    expect(rows.map(({ exclusion }) => exclusion)).toEqual([null, null, null, null])
    const [a, b] = rows.map((row) => row.id) as [number, number]
    const excluded = await client.runs.exclude({
      runs: [b, a].map((id) => ({ id, reason: ' disk full ', basedOn: null })),
    })
    expect(excluded.map((row) => [row.id, row.exclusion])).toEqual([
      [a, 'disk full'],
      [b, 'disk full'],
    ])
    expect(await client.populations.get({ id })).toMatchObject({ count: 4, counted: 0, excluded: 2 })
    // A change that was already made may be requested by a client that has not seen it.
    await client.runs.exclude({ runs: [a, b].map((id) => ({ id, reason: 'disk full', basedOn: null })) })
    await client.runs.exclude({ runs: [{ id: a, reason: null, basedOn: 'disk full' }] })
    const outlines = unpackRuns(
      (await client.runs.table({ populationIds: [id], details: 'outlines' })).rows,
      'outlines',
    )
    expect(outlines.map(({ exclusion }) => exclusion)).toEqual([null, 'disk full', null, null])
    expect((await client.runs.get({ id: b })).exclusion).toBe('disk full')
    const log = await client.changes.log({ studyId: study.id })
    const exclusions = log.filter(({ kind }) => kind === 'excluded' || kind === 'included')
    expect(exclusions.map(({ kind, runId, data }) => [kind, runId, data])).toEqual([
      ['included', a, {}],
      ['excluded', b, { reason: 'disk full' }],
      ['excluded', a, { reason: 'disk full' }],
    ])
    expect((await refusal(client.runs.exclude({ runs: [{ id: a, reason: ' ', basedOn: null }] }))).code).toBe('invalid')
  },

  async 'of two who exclude runs, each is told where the other has given another reason, and nothing is done by halves'(
    client,
  ) {
    const { request } = await studyOfTwo(client)
    const { id } = await client.populations.add({ request, start: false })
    const reasons = async () =>
      unpackRuns((await client.runs.table({ populationIds: [id] })).rows, 'rows').map(({ exclusion }) => exclusion)
    const rows = unpackRuns((await client.runs.table({ populationIds: [id] })).rows, 'rows')
    const [a, b, c] = rows.map((row) => row.id) as [number, number, number]
    const of = (id: number, reason: string | null, basedOn: string | null) => ({ id, reason, basedOn })
    // Changes of other runs do not conflict.
    await client.runs.exclude({ runs: [of(a, 'mine', null)] })
    await client.runs.exclude({ runs: [of(b, 'theirs', null)] })
    expect(await reasons()).toEqual(['mine', 'theirs', null, null])
    const { error } = await safe(client.runs.exclude({ runs: [of(c, 'mine', null), of(b, 'mine', null)] }))
    expect(nowInstead(error)).toEqual({ now: [null, 'theirs'] })
    expect(sentenceOf(error).values).toEqual({ runs: `#${b}` })
    expect(await reasons()).toEqual(['mine', 'theirs', null, null])
    // Each run with its own reason, as undo restores them.
    await client.runs.exclude({ runs: [of(b, null, 'theirs'), of(a, 'other', 'mine')] })
    expect(await reasons()).toEqual(['other', null, null, null])
  },

  async 'runs are tagged, annotated, put in order, cancelled and tried again'(client) {
    const { study, request } = await studyOfTwo(client)
    const { id } = await client.populations.add({ request, start: false })
    const ids = unpackRuns((await client.runs.table({ populationIds: [id] })).rows, 'rows').map((row) => row.id)
    const [a, b, c, d] = ids as [number, number, number, number]
    const order = async () => (await client.queue.status()).waiting.map(({ runId }) => runId)
    await client.runs.reorder({ runIds: [d, c], before: b })
    expect(await order()).toEqual([a, d, c, b])
    await client.runs.reorder({ runIds: [a], before: null })
    expect(await order()).toEqual([d, c, b, a])
    await client.runs.prioritise({ scope: { runIds: [b] }, priority: 5 })
    expect(await order()).toEqual([b, d, c, a])
    const decomposed = '넓음'.normalize('NFD')
    const [tagged] = await client.runs.tag({ runIds: [a], add: ['odd', 'odd', 'wide', decomposed, '넓음'], remove: [] })
    expect(tagged!.tags).toEqual(['odd', 'wide', '넓음'])
    const removed = { remove: ['odd', decomposed] }
    expect((await client.runs.tag({ runIds: [a, b], add: ['x'], ...removed })).map(({ tags }) => tags)).toEqual([
      ['wide', 'x'],
      ['x'],
    ])
    expect((await client.runs.annotate({ id: a, note: 'look again', basedOn: '' })).note).toBe('look again')
    const act = async (action: 'cancel' | 'pauseNow' | 'resume' | 'retry', runIds: number[]) =>
      (await client.runs.act({ scope: { runIds }, action })).runIds
    expect(await act('cancel', [a, b])).toEqual([a, b])
    expect(await act('pauseNow', ids)).toEqual([c, d])
    expect(await act('resume', [c])).toEqual([c])
    expect(await order()).toEqual([c])
    // Retrying starts the queue.
    expect(await act('retry', [b])).toEqual([b])
    const { runs } = await allFinished(client, study.id)
    expect(runs).toMatchObject({ finished: 2, paused: 1, cancelled: 1 })
  },

  async 'what is in the trash waits there, and comes back or goes for good'(client) {
    const { study, spaces, request } = await studyOfTwo(client)
    const { id } = await client.populations.add({ request, start: false })
    expect((await refusal(client.spaces.trash({ id: spaces[0]!.id }))).message).toContain('has a population')
    await client.populations.trash({ id })
    expect(await client.populations.list({ studyId: study.id })).toEqual([])
    expect(await client.populations.list({ studyId: study.id, trashed: true })).toHaveLength(1)
    expect((await client.queue.status()).runs.paused).toBe(0)
    expect((await client.runs.act({ scope: {}, action: 'resume' })).runIds).toEqual([])
    expect((await client.populations.restore({ id })).runs.paused).toBe(4)
    expect((await refusal(client.studies.remove({ id: study.id }))).message).toContain('is not in the trash')
    await client.studies.trash({ id: study.id })
    expect(await client.studies.list({})).toEqual([])
    const { version } = await client.changes.since({ cursor: 0, limit: 1 })
    await client.studies.remove({ id: study.id })
    expect(await refusal(client.studies.get({ id: study.id }))).toEqual({
      code: 'notFound',
      message: `There is no study ${study.id}.`,
    })
    const after = await client.changes.since({ cursor: version, limit: 100 })
    expect(after.changes.map(({ kind }) => kind)).toContain('studyRemoved')
    expect(after.version).toBeGreaterThan(version)
    expect((await client.system.checkStorage()).problems).toEqual([])
  },

  async 'a refinement is left, taken up and decided'(client) {
    const { study, spaces } = await studyOfTwo(client)
    const [from, to] = spaces as [(typeof spaces)[0], (typeof spaces)[0]]
    const { id } = await client.refinements.begin({ studyId: study.id, spaceId: from.id })
    const state = { chosen: { parameter: 'bottleneckRatio', values: [1, 2] } }
    const begun = { step: 'sample', refinedSpaceId: null, state: {} } as const
    const looked = { step: 'look', refinedSpaceId: null, state } as const
    await client.refinements.save({ id, ...looked, basedOn: begun })
    expect(await client.refinements.list({ studyId: study.id })).toMatchObject([{ step: 'look', state }])
    // Nothing has finished, so nothing has been put to the test.
    expect(await client.refinements.tried({ studyId: study.id })).toEqual([])
    const decide = { id, decision: 'accepted', reason: 'as good and smaller', evidence: { probability: 0.97 } } as const
    const basedOn = { refinedSpaceId: to.id, state: 'draft', reason: null }
    expect((await refusal(client.refinements.decide({ ...decide, basedOn }))).code).toBe('invalid')
    const compared = { step: 'compare', refinedSpaceId: to.id, state } as const
    await client.refinements.save({ id, ...compared, basedOn: looked })
    expect(await client.refinements.decide({ ...decide, basedOn })).toMatchObject({
      decision: 'accepted',
      step: 'decide',
    })
    expect((await client.spaces.list({ studyId: study.id }))[1]).toMatchObject({
      state: 'accepted',
      reason: 'as good and smaller',
    })
    const [last] = await client.changes.log({ studyId: study.id, limit: 1 })
    expect(last).toMatchObject({ kind: 'refinementDecided', data: { evidence: { probability: 0.97 } } })
    expect((await refusal(client.refinements.save({ id, ...looked, basedOn: compared }))).code).toBe('invalid')
  },

  async 'a space is a draft until it has a population'(client) {
    const { study, spaces, request } = await studyOfTwo(client)
    const definition = { ...smallSpace('AnyNetX_B'), id: 'mine', name: '넓은 공간' }
    const added = await client.spaces.add({ studyId: study.id, parentId: spaces[0]!.id, definition })
    const other = await client.spaces.add({
      ...{ studyId: study.id, parentId: null },
      definition: { ...definition, name: '좁은 공간' },
    })
    expect([added, other].map((space) => space.definition.id)).toEqual(['넓은-공간', '좁은-공간'])
    const ours = { ...definition, name: 'Ours' }
    const changed = await client.spaces.change({ id: added.id, definition: ours, basedOn: added.definition })
    expect(changed.definition).toMatchObject({ name: 'Ours', id: '넓은-공간' })
    // Its id is taken but its name is free.
    const { id: third, definition: basedOn } = await client.spaces.add({
      studyId: study.id,
      parentId: null,
      definition,
    })
    const named = (name: string) => expect.stringContaining(`a space named "${name}"`) as string
    const twice = { ...definition, name: ' 좁은 공간'.normalize('NFD') }
    for (const call of [
      client.spaces.add({ studyId: study.id, parentId: null, definition: twice }),
      client.spaces.change({ id: third, definition: twice, basedOn }),
    ])
      expect(await refusal(call)).toMatchObject({ code: 'invalid', message: named('좁은 공간') })
    const change = (definition: unknown) =>
      client.spaces.change({ id: added.id, definition, basedOn: changed.definition })
    expect((await refusal(change({ id: 'x' }))).code).toBe('invalid')
    await client.populations.add({ request: { ...request, spaceId: added.id }, start: false })
    expect((await refusal(change(definition))).message).toContain('has a population')
  },

  async 'bytes cross whole: images of a data set, a bundle there and back, reports'(client) {
    const contents = await client.datasets.preview({ spec: smallDataset })
    expect(contents.classCounts).toEqual(Array.from({ length: 10 }, () => 30))
    const images = await client.datasets.samples({ spec: smallDataset, perClass: 3 })
    expect(images.pixels.size).toBe(10 * 3 * 3 * 16 * 16)
    expect(images.counts).toEqual(Array.from({ length: 10 }, () => 3))
    const known = await client.datasets.add({ name: 'figures', spec: smallDataset })
    await client.datasets.trash({ id: known.id })
    expect(await client.datasets.list({})).toEqual([])

    const { study, request } = await studyOfTwo(client)
    const population = await client.populations.add({ request, start: true })
    await allFinished(client, study.id)
    const { file } = await client.studies.exportBundle({ id: study.id, weights: false })
    expect(file.name).toBe('study.regbench')
    const copy = await client.studies.importBundle({ file })
    expect(copy).toMatchObject({ name: 'study (2)', populations: 1, spaces: 2 })
    const [imported] = await client.populations.list({ studyId: copy.id })
    expect(imported!.digest).toBe((await client.populations.get({ id: population.id })).digest)
    expect(imported!.measuredOn).toEqual((await client.populations.get({ id: population.id })).measuredOn)
    // Its history was imported with it, marked as made elsewhere.
    const ofCopy = async (here: boolean) =>
      (await client.changes.log({ studyId: copy.id, limit: 1000, here })).map(({ kind }) => kind)
    expect(await ofCopy(true)).toEqual(['studyImported'])
    expect(await ofCopy(false)).toContain('finished')
    expect((await client.changes.log({ limit: 1000, here: true })).length).toBeGreaterThan(1)

    const blocks = [
      { kind: 'heading', text: 'What we saw' },
      { kind: 'text', text: 'One line.\n\nAnd <another> one.' },
      { kind: 'figure', figure: 'edf', caption: 'The distribution.' },
    ] as const
    const document = { title: 'Notes', language: 'en' as const, populationIds: [population.id], blocks: [...blocks] }
    const render = async (format: 'html' | 'csv' | 'json'): Promise<BinaryFile> =>
      client.reports.render({ studyId: study.id, document, format })
    const html = await (await render('html')).text()
    expect(html).toContain('And &lt;another&gt; one.')
    expect(html).toContain('<svg')
    expect((await (await render('csv')).text()).trim().split('\r\n')).toHaveLength(5)
    expect(JSON.parse(await (await render('json')).text())).toMatchObject({ spaces: [{ id: 'AnyNetX_A' }] })
    const saved = await client.reports.add({ studyId: study.id, document })
    const others = { ...document, title: 'Others' }
    await client.reports.change({ id: saved.id, document: others, basedOn: saved.document })
    expect(await client.reports.list({ studyId: study.id })).toMatchObject([{ document: { title: 'Others' } }])
  },

  async 'an edit of what somebody else changed meanwhile is refused, with what is there now'(client) {
    const { study, spaces, request } = await studyOfTwo(client)
    const population = await client.populations.add({ request, start: false })
    const [run] = unpackRuns((await client.runs.table({ populationIds: [population.id] })).rows, 'rows')
    const dataset = await client.datasets.add({ name: 'mine', spec: smallDataset })
    const document = { title: 'Mine', language: 'en' as const, populationIds: [population.id], blocks: [] }
    const report = await client.reports.add({ studyId: study.id, document })
    const { id, definition } = spaces[1]!
    const decision = (reason: string | null) => ({
      state: reason === null ? ('draft' as const) : ('rejected' as const),
      reason,
    })
    const walk = (state: Record<string, unknown>) => ({ step: 'sample' as const, refinedSpaceId: null, state })
    /** A kind of document: how to replace it, and three states of it, the first being the stored one. */
    async function replaced<T>(put: (to: T, basedOn: T) => Promise<unknown>, [first, theirs, mine]: [T, T, T]) {
      await put(theirs, first)
      const { error } = await safe(put(mine, first))
      expect(error).toMatchObject({ code: 'changedMeanwhile' })
      expect(nowInstead(error)).toEqual({ now: theirs })
      expect(sentenceOf(error).key).toMatch(/ChangedMeanwhile$/)
      // A client that has seen the current state may replace it, even with the original state.
      await put(mine, theirs)
      expect((await refusal(put(first, theirs))).code).toBe('changedMeanwhile')
      await put(first, mine)
    }
    await replaced((name, basedOn) => client.studies.rename({ id: study.id, name, basedOn }), ['study', 'b', 'c'])
    await replaced(
      (name, basedOn) => client.populations.rename({ id: population.id, name, basedOn }),
      ['first', 'b', 'c'],
    )
    await replaced((name, basedOn) => client.datasets.rename({ id: dataset.id, name, basedOn }), ['mine', 'b', 'c'])
    await replaced((note, basedOn) => client.runs.annotate({ id: run!.id, note, basedOn }), ['', 'b', 'c'])
    await replaced(
      (to, basedOn) => client.reports.change({ id: report.id, document: to, basedOn }),
      [document, { ...document, title: 'theirs' }, { ...document, title: 'ours' }],
    )
    await replaced(
      (to, basedOn) => client.spaces.change({ id, definition: to, basedOn }),
      [definition, { ...definition, name: 'theirs' }, { ...definition, name: 'ours' }],
    )
    await replaced(
      (to, basedOn) => client.spaces.decide({ id, ...to, basedOn }),
      [decision(null), decision('theirs'), decision('ours')],
    )
    const refinement = await client.refinements.begin({ studyId: study.id, spaceId: id })
    await replaced(
      (to, basedOn) => client.refinements.save({ id: refinement.id, ...to, basedOn }),
      [walk({}), walk({ reason: 'theirs' }), walk({ reason: 'ours' })],
    )
    await replaced(
      (changes, basedOn) => client.system.changeSettings({ changes, basedOn }),
      [{ trainers: null }, { trainers: 2 }, { trainers: 3 }],
    )
    // A refinement's decision depends on which space it is and on the state in which it was seen.
    await client.refinements.save({ id: refinement.id, ...walk({}), refinedSpaceId: id, basedOn: walk({}) })
    await client.spaces.decide({ id, state: 'rejected', reason: 'theirs', basedOn: decision(null) })
    const ended = { id: refinement.id, decision: 'accepted', reason: 'mine', evidence: {} } as const
    for (const seen of [
      { refinedSpaceId: null, ...decision(null) },
      { refinedSpaceId: id, ...decision(null) },
    ]) {
      const { error } = await safe(client.refinements.decide({ ...ended, basedOn: seen }))
      expect(nowInstead(error)).toEqual({ now: { refinedSpaceId: id, ...decision('theirs') } })
    }
    await client.refinements.decide({ ...ended, basedOn: { refinedSpaceId: id, ...decision('theirs') } })
    const noted = { id: run!.id, note: 'x', basedOn: 'y' }
    expect((await refusal(client.runs.annotate(noted))).message).toContain('was removed in another window')
  },

  async 'mistakes are refused with a sentence, and nothing is stored'(client) {
    const { study, request } = await studyOfTwo(client)
    const before = (await client.changes.since({ cursor: 0, limit: 1 })).version
    const sentence = async (call: Promise<unknown>) => {
      const { code, message } = await refusal(call)
      expect(code).toBe('invalid')
      return message
    }
    const plan = smallPlan()
    const spaces = [smallSpace('RegNetX')]
    expect(await sentence(newStudy(client, { name: 'study', plan, spaces }))).toContain('already a study named')
    expect(await sentence(newStudy(client, { name: 'x', plan, spaces: [{ id: 'a' }] }))).toContain('spaces[0]')
    const wrong = { kind: 'cifar10', folder: '/no/such/folder' } as const
    expect(await sentence(client.datasets.preview({ spec: wrong }))).toContain('/no/such/folder')
    expect(await sentence(newStudy(client, { name: 'x', plan: smallPlan({}, { dataset: wrong }), spaces }))).toContain(
      '/no/such/folder',
    )
    expect(await sentence(newStudy(client, { name: 'x', plan: smallPlan({}, { imageSize: 32 }), spaces }))).toContain(
      '32 pixels',
    )
    expect(await sentence(newStudy(client, { name: 'x', plan: smallPlan({ batchSize: 1000 }), spaces }))).toContain(
      'smaller batch',
    )
    expect(
      await sentence(newStudy(client, { name: 'x', plan: smallPlan({}, { provider: 'cudda' }), spaces })),
    ).toContain('did you mean cuda')
    const narrow = { ...request, plan: smallPlan({}, { flops: { low: 1, high: 2 } }) }
    expect(await sentence(client.populations.forecast(narrow))).toContain('nearest FLOPs')
    expect(await sentence(client.studies.createFromFile({ text: 'a: [b' }))).toContain('neither YAML nor JSON')
    expect(await sentence(client.studies.createFromFile({ text: 'formatVersion: 9' }))).toContain('Update the program')
    expect(await sentence(client.studies.importBundle({ file: new File(['PK'], 'x.zip') }))).toContain(
      'not a study of this',
    )
    expect(await sentence(client.system.folder({ path: '/no/such/folder' }))).toContain('there is no such folder')
    expect(await sentence(client.runs.get({ id: 0 }))).toContain('id is 0 (at least 1)')
    expect((await refusal(client.runs.get({ id: 77 }))).code).toBe('notFound')
    expect((await client.changes.since({ cursor: 0, limit: 1 })).version).toBe(before)
    expect((await client.studies.list({})).map(({ id }) => id)).toEqual([study.id])
  },

  async 'the lab tells of itself and keeps its settings'(client, lab) {
    expect(await client.system.info()).toMatchObject({
      ...{ labId: lab.core.id, dataDir: lab.folder, networkRequests: 0, onnxruntime: '1.0.0' },
    })
    expect((await client.system.storage()).databaseBytes).toBeGreaterThan(0)
    expect(await client.system.changeSettings({ changes: { trainers: 3 }, basedOn: { trainers: null } })).toEqual({
      trainers: 3,
    })
    expect(await client.queue.status()).toMatchObject({ trainers: 3, chosenTrainers: 3 })
    const { path, entries, parent } = await client.system.folder({ path: lab.folder })
    expect([path, parent]).toEqual([lab.folder, lab.folder.replace(/\/[^/]+$/, '')])
    expect(entries).toContainEqual({ name: 'lab.sqlite', isFolder: false })
  },
}

describe.each(Object.entries(transports))('over %s', (_, connect) => {
  test.each(Object.entries(cases))('%s', async (_name, run) => {
    const lab = await createLab(fakeLabOptions(newFolder(), { jobs }))
    const connected = await connect(lab)
    opened.push({ lab, connected })
    await run(connected.client, lab)
  })
})
