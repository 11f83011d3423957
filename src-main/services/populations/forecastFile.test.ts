import { afterEach, describe, expect, it } from 'vitest'
import { presetNamed, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { searchStudy } from '#shared/studyFiles/searchStudy.ts'
import { parseStudyFile } from '#shared/studyFiles/studyFile.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { clientOf } from '../client.ts'
import { smallDataset } from '../testing/benchFixture.ts'

const newFolder = temporaryFolders()
let lab: Lab
afterEach(() => lab.close())

const base = parseStudyFile({
  ...{ formatVersion: 1, name: 'base', spaces: ['RegNetX'], perSpace: 1, imageSize: 16, dataset: smallDataset },
  ...{ seed: 3, recipe: { epochs: 3, batchSize: 32 } },
})

describe('The forecast of a study file', () => {
  it('is of the networks that running the file trains', async () => {
    lab = await createLab(fakeLabOptions(newFolder()))
    const { populations, studies } = clientOf(lab)
    const space = scaleSpace(presetNamed('RegNetX'), scales.tiny16)
    const study = searchStudy(base, { space, budget: { flops: 1e6, parameters: 60_000 }, networks: 4 })
    const text = JSON.stringify(study)
    const forecast = await populations.forecastFile({ text })
    expect(forecast).toMatchObject({ seed: 3, measured: [], imagesPerRun: 3 * 256 })
    expect(lab.studies()).toEqual([])
    const { id } = await studies.runFile({ text })
    lab.core.queue.stop()
    const [population] = await populations.list({ studyId: id })
    const runs = lab.runs(population!.id)
    expect(runs.map(({ flops }) => flops)).toEqual(forecast.flops)
    expect(runs.map(({ parameters }) => parameters)).toEqual(forecast.parameters)
  })
  it('needs a space to sample, and files that can be read', async () => {
    lab = await createLab(fakeLabOptions(newFolder()))
    const { populations } = clientOf(lab)
    const text = JSON.stringify({ ...base, spaces: undefined, perSpace: undefined, networks: ['RegNetX-200MF'] })
    await expect(populations.forecastFile({ text })).rejects.toThrow('samples no space')
    await expect(populations.forecastFile({ text: '{ "name": 1 }' })).rejects.toMatchObject({ code: 'invalid' })
  })
})
