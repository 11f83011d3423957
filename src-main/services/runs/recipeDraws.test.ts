import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawRecipe, recipeOfRun, type RecipeSweep } from '#shared/training/recipeSweep.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { clientOf } from '../client.ts'
import { exportBundle } from '../bundles/exportBundle.ts'
import { importBundle } from '../bundles/importBundle.ts'
import { verifyBundle } from '../bundles/verifyBundle.ts'
import { retrainStudy } from '../studies/retrainStudy.ts'
import { smallPlan, smallSpace } from '../testing/benchFixture.ts'
import { newStudy } from '../testing/newStudy.ts'
import { runDetail } from './runDetail.ts'

const newFolder = temporaryFolders()
const dataDir = mkdtempSync(join(tmpdir(), 'regbench-recipes-'))
const sweep: RecipeSweep = {
  baseLearningRate: { law: 'logUniform', low: 0.01, high: 1 },
  weightDecay: { law: 'logUniform', low: 1e-5, high: 1e-3 },
  labelSmoothing: { law: 'choice', values: [0, 0.1] },
}
const plan = { ...smallPlan({ epochs: 1, batchSize: 64 }, { perSpace: 2 }), sweep }
const { seed, imageSize, dataset, recipe, flops, perSpace } = plan

describe('Runs whose recipes are drawn', () => {
  let lab: Lab
  let studyId: number
  /** A study run from its file. */
  beforeAll(async () => {
    lab = await createLab({ dataDir, trainers: 2 })
    const file = { formatVersion: 1, name: 'sweep', spaces: [smallSpace('RegNetX')] }
    const text = JSON.stringify({ ...file, seed, imageSize, dataset, recipe, sweep, flops, perSpace })
    studyId = (await clientOf(lab).studies.runFile({ text })).id
    await lab.waitUntilIdle()
  }, 60_000)
  afterAll(async () => {
    await lab.close()
    rmSync(dataDir, { recursive: true })
  })

  const runsOf = (one: Lab, id: number) => one.populations(id).flatMap((population) => one.runs(population.id))
  const bitsOf = (one: Lab, id: number) => runsOf(one, id).map(({ digest, recipeDraw }) => ({ digest, recipeDraw }))

  it('are trained by what follows from seed and position, and tell it', () => {
    const [population] = lab.populations(studyId)
    const runs = runsOf(lab, studyId)
    expect(runs.map(({ status }) => status)).toEqual(['finished', 'finished'])
    expect(runs.map(({ recipeDraw }) => recipeDraw)).toEqual(
      [0, 1].map((position) => drawRecipe(sweep, population!.seed, position)),
    )
    for (const { id, recipeDraw } of runs)
      expect(runDetail(lab.core.db, id)).toMatchObject({ recipeDraw, recipe: recipeOfRun(recipe, recipeDraw) })
  })

  it('come to the same bits when they are trained again, here and from a bundle', async () => {
    const verdicts: string[] = []
    for await (const { done } of retrainStudy(
      lab.core,
      { id: studyId, count: 1, seed: 1 },
      new AbortController().signal,
    ))
      verdicts.splice(0, 1, ...done.map(({ verdict }) => verdict))
    expect(verdicts).toEqual(['same'])
    const { bytes } = await exportBundle(lab.core, studyId, { weights: false })
    const { retrained } = await verifyBundle(bytes, { count: 1, seed: 2 })
    expect(retrained.map(({ verdict }) => verdict)).toEqual(['same'])

    const other = await createLab({ dataDir: newFolder(), trainers: 1 })
    const imported = await importBundle(other.core, bytes, { isSample: false })
    expect(bitsOf(other, imported.id)).toEqual(bitsOf(lab, studyId))
    expect(other.studyDigest(imported.id)).toBe(lab.studyDigest(studyId))
    await other.close()
  })

  it('come to the same bits from the window, one by one', async () => {
    const window = await createLab({ dataDir: newFolder(), trainers: 2 })
    const client = clientOf(window)
    const { id } = await newStudy(client, { name: 'sweep', plan, spaces: [smallSpace('RegNetX')] })
    const [space] = await client.spaces.list({ studyId: id })
    const request = {
      spaceId: space!.id,
      name: 'first',
      count: 1,
      seed: null,
      plan,
      keepWeights: { keep: 'none' as const },
    }
    const population = await client.populations.add({ request, start: true })
    await client.populations.grow({ id: population.id, count: 1, start: true })
    await window.waitUntilIdle()
    expect(bitsOf(window, id)).toEqual(bitsOf(lab, studyId))
    await window.close()
  })
})
