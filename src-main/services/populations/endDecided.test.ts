import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import { spaceVerdict } from '#shared/refinement/comparison/compareSpaces.ts'
import { levelOfLook, looks } from '#shared/refinement/stopping/looks.ts'
import { storedExclusion } from '#shared/sentences/exclusion.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { presetNamed } from '#shared/designspaces/presets.ts'
import { addFakePopulation, fakeLabOptions, fakePlan } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { beginAttempt, changeAttempt } from '#main/store/tables/runTransitions.ts'
import { clientOf, type LabClient } from '../client.ts'
import { endDecided } from './endDecided.ts'

const newFolder = temporaryFolders()
const count = 30
const upTo = (end: number) => Array.from({ length: end }, (_, i) => i)
let lab: Lab
let client: LabClient
let older: PopulationSummary
let newer: PopulationSummary

beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
  client = clientOf(lab)
  const studyId = lab.createStudy({ name: 'study', definition: null, plan: fakePlan({}), classes: 10 })
  const [rootId, refinedId] = lab.addLineage(studyId, [presetNamed('AnyNetX_A'), presetNamed('AnyNetX_B')])
  const add = (spaceId: number, name: string) => {
    const id = addFakePopulation(lab, count, {}, { studyId, spaceId, name, endsWhenDecided: true })
    return client.populations.get({ id })
  }
  older = await add(rootId!, 'older')
  newer = await add(refinedId!, 'newer')
})
afterEach(() => lab.close())

/** Ends runs of a population as if trained: those at these positions. */
function finish({ id }: PopulationSummary, positions: readonly number[], errorOf: (position: number) => number): void {
  const { db } = lab.core
  for (const { id: runId, position } of lab.runs(id)) {
    if (!positions.includes(position)) continue
    const attempt = beginAttempt(db, runId, 1)
    const result = { digest: 'd'.repeat(64), validationErrors: 1, validationCount: 1000 }
    changeAttempt(
      db,
      { runId, attempt },
      { status: 'finished', errorPercent: errorOf(position), ...result, finishedAt: Date.now() + 1000 },
    )
  }
}
const statuses = ({ id }: PopulationSummary) => lab.runs(id).map(({ status }) => status)

/** Errors by position in the sample. */
const [oldErrors, newErrors] = [40, 32].map((centre) => upTo(count).map((i) => centre + ((7 * i) % 10)))
const of = (errors: readonly number[] | undefined) => (position: number) => errors![position]!
/** The first look that decides. */
const at = looks(count).find((m) => {
  const level = levelOfLook(looks(count).length)
  return spaceVerdict(newErrors!.slice(0, m), oldErrors!.slice(0, m), level).verdict === 'better'
})!

describe('endDecided', () => {
  it('ends both populations of a decided pair at the look, and counts nothing beyond it', async () => {
    expect(at).toBeLessThan(count - 2)
    finish(older, upTo(at + 1), of(oldErrors))
    finish(newer, [...upTo(at - 1), at], of(newErrors))
    endDecided(lab.core)
    expect(statuses(newer)).toContain('queued')
    finish(newer, [at - 1], of(newErrors))
    endDecided(lab.core)
    const expected = { ending: { planned: count, endedAt: at }, counted: at, excluded: 1 }
    for (const { id } of [older, newer]) expect(await client.populations.get({ id })).toMatchObject(expected)
    expect(new Set(statuses(newer).slice(at + 1))).toEqual(new Set(['cancelled']))
    expect(lab.runs(newer.id)[at]).toMatchObject({
      status: 'finished',
      exclusion: storedExclusion(sentence('beyondEnd')),
    })
    const told = lab.since(0, 1000).filter(({ kind }) => kind === 'populationDecided')
    expect(told.map(({ data }) => data)).toMatchObject([
      { name: 'older', count: at, planned: count, decided: [{ newer: 'AnyNetX_B', verdict: 'better', at }] },
      { name: 'newer', count: at, planned: count },
    ])
  })

  it('gives a digest that does not depend on what was trained beyond the end', async () => {
    finish(older, upTo(at), of(oldErrors))
    finish(newer, upTo(at + 1), of(newErrors))
    endDecided(lab.core)
    const { digest, id } = await client.studies.get({ id: newer.studyId })
    expect(digest).not.toBeNull()
    const change = (position: number) =>
      lab.core.db
        .prepare('UPDATE runs SET digest = ? WHERE populationId = ? AND position = ?')
        .run('e'.repeat(64), newer.id, position)
    change(at)
    expect(await client.studies.get({ id })).toMatchObject({ digest })
    change(at - 1)
    expect((await client.studies.get({ id })).digest).not.toBe(digest)
  })

  it('is asked whenever a run ends: a decided population ends while it trains', async () => {
    finish(older, upTo(count), (position) => 0.1 * position)
    lab.core.queue.start()
    await lab.core.queue.waitUntilIdle()
    const { ending, counted, runs } = await client.populations.get({ id: newer.id })
    expect(ending!.endedAt).toBeLessThan(count)
    expect([counted, runs.queued + runs.running]).toEqual([ending!.endedAt, 0])
    expect(runs.cancelled + runs.finished).toBe(count)
  })

  it('leaves populations alone that are undecided, or that were not to end early', () => {
    finish(older, upTo(count - 1), of(oldErrors))
    finish(newer, upTo(count - 1), of(oldErrors))
    endDecided(lab.core)
    expect([statuses(older).at(-1), statuses(newer).at(-1)]).toEqual(['queued', 'queued'])
    lab.core.db.prepare('UPDATE populations SET ending = NULL').run()
    for (const { id } of lab.runs(newer.id))
      lab.core.db.prepare('UPDATE runs SET errorPercent = 1 WHERE id = ?').run(id)
    endDecided(lab.core)
    expect(statuses(older).at(-1)).toBe('queued')
  })
})
