import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseStudyFile, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { createLab } from '#main/testing/openLab.ts'
import { addFakePopulation, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { clientOf } from '#main/services/client.ts'
import { planFromFile, requireSameStudy, studyDataset } from '#main/services/studies/studyDefinition.ts'
import { studyFolder } from './studyFolder.ts'
import { readStudyPreset, studyPresetIds } from './studyPresets.ts'
import { runsOf } from './runsOf.ts'
import { runStudy } from './studyRun.ts'
import { StudyTally } from './studyTally.ts'

const newFolder = temporaryFolders()
const quick = parseStudyFile(readStudyPreset('quick'))

it.each(studyPresetIds)('the preset %s is a study', (id) => {
  const study = parseStudyFile(readStudyPreset(id))
  expect(study.name).toBe(id === 'sample' ? 'From AnyNetX_A to RegNetX' : id)
  expect(studyDataset(study, '.')).toMatchObject({ kind: study.dataset.kind })
})

describe('studyFolder', () => {
  const fresh = { resume: false, beside: false }

  it('accepts an empty or missing folder, without creating it', () => {
    const folder = join(newFolder(), 'a', 'b')
    expect(studyFolder(folder, fresh)).toEqual({ path: resolve(folder), holdsLab: false })
    expect(existsSync(folder)).toBe(false)
  })

  it.each([
    ['holds something else', fresh, 'is not a lab: it contains thesis.tex'],
    ['holds no study to resume', { ...fresh, resume: true }, 'There is no study in'],
  ])('refuses a folder that %s', (_, wish, sentence) => {
    const folder = newFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'thesis.tex'), 'x')
    expect(() => studyFolder(folder, wish)).toThrow(sentence)
    expect(studyFolder(folder, { ...fresh, beside: true }).holdsLab).toBe(false)
  })
})

describe('the definition of a study', () => {
  it('gives the data set the image size and an absolute folder', () => {
    const study = { ...quick, dataset: { kind: 'imageFolder', folder: 'photos' } }
    expect(studyDataset(study, '/data')).toMatchObject({ imageSize: 16, folder: resolve('/data/photos') })
    expect(() => studyDataset({ ...quick, dataset: { kind: 'synthetik' } }, '.')).toThrow(
      'is "synthetik" (did you mean synthetic?)',
    )
  })

  it('names the known providers and lowering plans', () => {
    expect(planFromFile({ ...quick, lowering: 'cpu' })).toMatchObject({ provider: 'cpu', lowering: 'cpu' })
    expect(() => planFromFile({ ...quick, provider: 'cuda12' })).toThrow('"cuda12" is not known (did you mean cuda?)')
    expect(() => planFromFile({ ...quick, lowering: 'cpuu' })).toThrow('"cpuu" is not known (did you mean cpu?)')
  })

  it.each<[Partial<StudyFile>]>([
    [{ trainers: 7 }],
    [{ keepWeights: { keep: 'all' } }],
    [{ name: 'larger' }],
    [{ endsWhenDecided: true }],
    [{ perSpace: 48 }],
    [{ spaces: [...quick.spaces!, 'AnyNetX_B'] }],
  ])('may change to %j', (changes) => {
    expect(() => requireSameStudy({ ...quick, ...changes }, quick)).not.toThrow()
  })

  it.each<[Partial<StudyFile>, string]>([
    [{ perSpace: 9 }, 'began with 24 at perSpace, but the file says 9'],
    [{ seed: 2 }, 'began with 1 at seed, but the file says 2'],
    [{ recipe: { ...quick.recipe, epochs: 7 } }, 'began with 6 at recipe.epochs, but the file says 7'],
    [{ flops: { low: 3e5, high: 6e5 } }, 'began with 500000 at flops.high, but the file says 600000'],
    [{ spaces: ['RegNetX', 'AnyNetX_A'] }, 'began with "AnyNetX_A" at spaces[0].id, but the file says "RegNetX"'],
    [{ spaces: ['AnyNetX_A'] }, 'at spaces[1], but the file says –'],
    [{ halving: { rungs: [0.5], keep: 0.5, inFull: 16 } }, 'began with – at halving, but the file says'],
    [{ dataset: { ...quick.dataset, trainCount: 50 } }, 'at dataset.trainCount, but the file says 50'],
  ])('never changes to %j', (changes, said) => {
    expect(() => requireSameStudy({ ...quick, ...changes }, quick)).toThrow(said)
  })
})

/** Increasing depths, of which there is only one. */
const impossible = {
  parameters: { depth: { law: 'choice', values: [2] } },
  constraints: [{ id: 'depthOrder', order: 'increasing' }],
}

describe('runStudy', () => {
  it.each<[Partial<StudyFile>, string]>([
    [{ imageSize: 32 }, 'The plan requires images of 32 pixels'],
    [{ recipe: { ...quick.recipe, imagesPerEpoch: null, batchSize: 100_000 } }, 'Use a smaller batch or more images'],
    [{ provider: 'abacus' }, 'The provider "abacus" is not known'],
    [{ spaces: [{ base: 'AnyNetX_A', ...impossible }] }, 'AnyNetX_A is empty'],
  ])('refuses %j before creating a folder', async (changes, sentence) => {
    const folder = join(newFolder(), 'study')
    const dataset = { kind: 'synthetic', imageSize: 16, trainCount: 200, testCount: 20 }
    const study = { ...quick, dataset, recipe: { ...quick.recipe, imagesPerEpoch: null }, ...changes }
    await expect(runStudy({ study, folder, resume: false })).rejects.toThrow(sentence)
    expect(existsSync(folder)).toBe(false)
  })
})

describe('StudyTally', () => {
  it('counts work before and since, and estimates what remains', async () => {
    const lab = await createLab(fakeLabOptions(newFolder()))
    try {
      const population = addFakePopulation(lab, 2)
      const client = clientOf(lab)
      let now = 0
      const tally = await StudyTally.of(client, [population], () => now)
      expect(await tally.progress()).toMatchObject({ share: 0, remainingMs: null })
      await client.queue.start()
      await lab.core.queue.waitUntilIdle()
      now = 1000
      const { spaces, share, remainingMs } = await tally.progress()
      expect([share, remainingMs]).toEqual([1, 0])
      const errors = (await runsOf(client, [population], 'outlines')).map(({ errorPercent }) => errorPercent!)
      expect(spaces).toEqual([
        {
          ...{ name: 'population 0', total: 2, finished: 2, diverged: 0, failed: 0 },
          bestErrorPercent: Math.min(...errors),
          meanErrorPercent: (errors[0]! + errors[1]!) / 2,
          endedAt: null,
        },
      ])
      const later = await StudyTally.of(client, [population], () => now)
      expect(await later.progress()).toEqual({ spaces, share: 1, remainingMs: null })
    } finally {
      await lab.close()
    }
  })
})
