import { afterEach, beforeEach, expect, it } from 'vitest'
import { presetNamed } from '#shared/designspaces/presets.ts'
import { beatsP } from '#shared/statistics/ranges/beatsRange.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { addFakePopulation, fakeLabOptions, fakePlan } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { clientOf } from '../client.ts'

const newFolder = temporaryFolders()
let lab: Lab
beforeEach(async () => {
  lab = await createLab(fakeLabOptions(newFolder()))
})
afterEach(() => lab.close())

it('tells the refinements of a study that were put to the test, the rejected and the trashed ones as well', async () => {
  const client = clientOf(lab)
  const studyId = lab.createStudy({ name: 'study', definition: null, plan: fakePlan({}), classes: 10 })
  const spaceIds = lab.addLineage(
    studyId,
    (['AnyNetX_A', 'AnyNetX_B', 'AnyNetX_C'] as const).map((name) => presetNamed(name)),
  )
  const errors = [40, 36, 35.5].map((centre) => Array.from({ length: 12 }, (_, i) => centre + ((7 * i) % 10)))
  const populationIds = spaceIds.map((spaceId, place) => {
    const id = addFakePopulation(lab, 12, {}, { studyId, spaceId, name: `population of ${spaceId}` })
    for (const { id: runId, position } of lab.runs(id)) {
      lab.core.db
        .prepare(`UPDATE runs SET status = 'finished', errorPercent = ? WHERE id = ?`)
        .run(errors[place]![position]!, runId)
    }
    return id
  })
  const p = (newer: number, older: number) => beatsP({ errors: errors[newer]! }, { errors: errors[older]! })
  const expected = [
    { spaceId: spaceIds[1], p: p(1, 0) },
    { spaceId: spaceIds[2], p: p(2, 1) },
  ]
  expect(await client.refinements.tried({ studyId })).toEqual(expected)
  const basedOn = { state: 'draft', reason: null } as const
  await client.spaces.decide({ id: spaceIds[1]!, state: 'rejected', reason: 'no better', basedOn })
  await client.populations.trash({ id: populationIds[2]! })
  expect(await client.refinements.tried({ studyId })).toEqual(expected)
})
