import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exclusionReason, storedExclusion } from '#shared/sentences/exclusion.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { halvingSchema } from '#shared/training/halving.ts'
import type { Recipe } from '#shared/training/recipe.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { addFakePopulation, fakeLabOptions, fakePlan } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { putEpoch } from '#main/store/tables/epochs.ts'
import { beginAttempt, changeAttempt } from '#main/store/tables/runTransitions.ts'
import { clientOf } from '../client.ts'
import { figureSource } from '../reports/figureSource.ts'
import { dropWorst } from './dropWorst.ts'

const newFolder = temporaryFolders()
const count = 24
const inFull = 8
const epochs = 4
const halving = halvingSchema.parse({ inFull })
let lab: Lab
let id: number
let runIds: number[]

beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
  const plan = { ...fakePlan({}), recipe: { epochs, evaluateEvery: 1 } as Recipe, halving }
  const studyId = lab.createStudy({ name: 'study', definition: null, plan, classes: 10 })
  id = addFakePopulation(lab, count, {}, { studyId, plan })
  runIds = lab.runs(id).map((run) => run.id)
})
afterEach(() => lab.close())

/** The error of a network at every epoch: in full a spread of 20 to 27, later ones in turns good and bad. */
const errorOf = (position: number): number => (position < inFull ? 20 + position : position % 2 === 0 ? 19 : 40)
const isBad = (position: number) => position >= inFull && position % 2 === 1

/** Records epochs of a run, which is then running. */
function epochsOf(position: number, upTo: number): void {
  const { db } = lab.core
  const runId = runIds[position]!
  if (lab.runs(id)[position]!.status === 'queued') beginAttempt(db, runId, 1)
  const other = { learningRate: 1, trainLoss: 1, trainErrorPercent: 1, validationLoss: 1, validationErrors: 1 }
  const unknown = { validationTop5ErrorPercent: null, emaValidationErrorPercent: null }
  for (let epoch = 0; epoch < upTo; epoch++) {
    const validationErrorPercent = errorOf(position)
    putEpoch(db, runId, { ...other, ...unknown, epoch, validationErrorPercent, imagesPerSecond: 1, durationMs: 1 })
  }
}
function finish(position: number): void {
  epochsOf(position, epochs)
  const result = { digest: 'd'.repeat(64), validationErrors: 1, validationCount: 1000, finishedAt: 5 }
  changeAttempt(
    lab.core.db,
    { runId: runIds[position]!, attempt: 1 },
    { status: 'finished', errorPercent: errorOf(position), ...result },
  )
}
const upTo = (end: number) => Array.from({ length: end }, (_, i) => i)
const drop = (position: number, epoch?: number) =>
  dropWorst(lab.core, { runId: runIds[position]!, ...(epoch !== undefined && { epoch }) })
const reason = storedExclusion(sentence('droppedAfter', { epoch: 1, epochs }))
const dropped = () => lab.runs(id).flatMap(({ position, exclusion }) => (exclusion === reason ? [position] : []))

describe('dropWorst', () => {
  it('drops nothing before the networks trained in full are over, then whatever lies above, however far it came', async () => {
    for (const position of upTo(inFull - 1)) finish(position)
    epochsOf(9, 1)
    finish(11)
    drop(9, 0)
    expect(dropped()).toEqual([])
    expect(await clientOf(lab).populations.halving({ id })).toEqual({ rungs: null, dropped: 0 })
    finish(inFull - 1)
    drop(inFull - 1)
    expect(dropped()).toEqual([9, 11])
    const { rungs } = await clientOf(lab).populations.halving({ id })
    expect(rungs).toMatchObject([
      { epoch: 1, n: inFull, highest: 23 },
      { epoch: 2, n: inFull, highest: 21 },
    ])
    const { counted, excluded, studyId } = await clientOf(lab).populations.get({ id })
    expect([counted, excluded]).toEqual([inFull, 2])
    const { spaces } = await figureSource(lab.core, studyId, { populationIds: [id], language: 'en' })
    expect(spaces[0]!.populations[0]!.curtailed).toMatchObject({ count, dropped: 2, ending: null })
  })

  it('keeps the epochs of what it drops, says after which one, and lets the others be', () => {
    for (const position of upTo(inFull)) finish(position)
    for (const position of [8, 9, 10]) epochsOf(position, 1)
    drop(9, 0)
    const [run] = lab.runs(id).slice(9)
    expect(run!.epochs).toHaveLength(1)
    expect(exclusionReason(run!.exclusion!)).toEqual(sentence('droppedAfter', { epoch: 1, epochs }))
    expect(dropped()).toEqual([9])
    // The same decision is not told twice.
    drop(9, 0)
    expect(lab.since(0, 10_000).filter(({ kind }) => kind === 'excluded')).toHaveLength(1)
  })

  it('decides at rungs alone, and leaves what a user has excluded', () => {
    for (const position of upTo(inFull)) finish(position)
    epochsOf(9, 3)
    drop(9, 2)
    expect(dropped()).toEqual([])
    lab.core.db.prepare("UPDATE runs SET exclusion = 'wrong images' WHERE id = ?").run(runIds[9]!)
    drop(9, 1)
    expect(lab.runs(id)[9]!.exclusion).toBe('wrong images')
  })

  it('gives the same digest whether what it drops was stopped in time or not, and after a restart', async () => {
    const ended = async (late: boolean) => {
      for (const position of upTo(inFull)) finish(position)
      for (const position of upTo(count).slice(inFull)) {
        if (isBad(position) && !late) epochsOf(position, 1)
        else finish(position)
        // A lab that was killed in between has not heard of it.
        if (!late && position % 4 === 1) drop(position, 0)
      }
      drop(count - 1, 0)
      expect(dropped()).toEqual(upTo(count).filter(isBad))
      lab.core.db.prepare("UPDATE runs SET status = 'cancelled' WHERE status = 'running'").run()
      return (await clientOf(lab).populations.get({ id })).digest
    }
    const inTime = await ended(false)
    lab.core.db.exec('DELETE FROM epochs')
    lab.core.db.exec(
      "UPDATE runs SET status = 'queued', attempt = 0, exclusion = NULL, errorPercent = NULL, digest = NULL",
    )
    expect(inTime).not.toBeNull()
    expect(await ended(true)).toBe(inTime)
  })
})
