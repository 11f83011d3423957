import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loweringPlans } from '#shared/lowering/plans.ts'
import { parseStudyFile, type StudyFile } from '#shared/studies/studyFile.ts'
import { createLab } from '#main/lab.ts'
import { addFakePopulation, fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { requireSameStudy, studyDataset, studyPlan } from '#main/services/studyDefinition.ts'
import { providers } from '#main/trainer/providers.ts'
import { prepareStudyFolder } from './studyFolder.ts'
import { readStudyPreset, studyPresetIds } from './studyPresets.ts'
import { runStudy } from './studyRun.ts'
import { StudyTally } from './studyTally.ts'

const newFolder = temporaryFolders()
const quick = parseStudyFile(readStudyPreset('quick'))

it.each(studyPresetIds)('the preset %s is a study', (id) => {
  const study = parseStudyFile(readStudyPreset(id))
  expect(study.name).toBe(id === 'sample' ? 'From AnyNetX_A to RegNetX' : id)
  expect(studyDataset(study, '.')).toMatchObject({ kind: study.dataset.kind })
})

describe('prepareStudyFolder', () => {
  it('makes a new folder and takes an empty one', () => {
    const folder = join(newFolder(), 'a', 'b')
    expect(prepareStudyFolder(folder, false)).toBe(resolve(folder))
    expect(prepareStudyFolder(folder, false)).toBe(resolve(folder))
  })

  it.each([
    ['holds a study already', 'lab.sqlite', false, 'Go on with it by --resume'],
    ['holds something else', 'thesis.tex', false, 'is no lab: it holds thesis.tex'],
    ['holds no study to resume', 'thesis.tex', true, 'There is no study in'],
  ])('refuses a folder that %s', (_, name, resume, sentence) => {
    const folder = newFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), 'x')
    expect(() => prepareStudyFolder(folder, resume)).toThrow(sentence)
  })

  it('refuses a file', () => {
    const file = join(newFolder(), 'file')
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, '')
    expect(() => prepareStudyFolder(file, false)).toThrow('is a file. Choose a folder.')
    expect(() => prepareStudyFolder(join(file, 'below'), false)).toThrow('is a file. Choose a folder.')
  })
})

describe('the definition of a study', () => {
  it('gives the data set the size of the images and an absolute folder', () => {
    const study = { ...quick, dataset: { kind: 'imageFolder', folder: 'photos' } }
    expect(studyDataset(study, '/data')).toMatchObject({ imageSize: 16, folder: resolve('/data/photos') })
    expect(() => studyDataset({ ...quick, dataset: { kind: 'synthetik' } }, '.')).toThrow(
      'is "synthetik" (did you mean synthetic?)',
    )
  })

  it('takes the plan of the provider unless another is named', () => {
    expect(studyPlan(quick)).toBe(loweringPlans[providers.cpu.plan])
    expect(studyPlan({ ...quick, provider: 'webgpu' }).id).toMatch(/^portable-/)
    expect(() => studyPlan({ ...quick, provider: 'cuda12' })).toThrow('provider is "cuda12" (did you mean cuda?)')
    expect(() => studyPlan({ ...quick, lowering: 'cpuu' })).toThrow('lowering is "cpuu" (did you mean cpu?)')
  })

  it('may change in what does not change the result only', () => {
    expect(() => requireSameStudy({ ...quick, trainers: 7 }, quick, 'x')).not.toThrow()
    expect(() => requireSameStudy({ ...quick, perSpace: 9 }, quick, 'x')).toThrow('has another perSpace (24, given 9)')
  })
})

describe('runStudy', () => {
  const run = (changes: Partial<StudyFile>, folder = newFolder()) =>
    runStudy({ study: { ...quick, ...changes }, folder, resume: false })

  it.each([
    [{ imageSize: 32 }, 'imageSize is 32 (the images of Built-in images'],
    [{ recipe: { ...quick.recipe, batchSize: 100_000 } }, 'take a smaller batch or more images'],
    [{ provider: 'abacus' }, 'provider is "abacus"'],
  ])('refuses %j before anything is stored', async (changes, sentence) => {
    const folder = newFolder()
    const dataset = { kind: 'synthetic', imageSize: 16, trainCount: 200, testCount: 20 }
    await expect(run({ dataset, ...changes }, folder)).rejects.toThrow(sentence)
    expect(prepareStudyFolder(folder, false)).toBe(resolve(folder))
  })
})

describe('StudyTally', () => {
  it('counts what was done before and since, and tells what remains', async () => {
    const lab = await createLab(fakeLabOptions(newFolder()))
    try {
      addFakePopulation(lab, 2)
      let now = 0
      const tally = new StudyTally(lab, 1, 3, () => now)
      expect(tally.progress()).toMatchObject({ share: 0, remainingMs: null })
      lab.start()
      await lab.waitUntilIdle()
      now = 1000
      const { spaces, share, remainingMs } = tally.progress()
      expect([share, remainingMs]).toEqual([1, 0])
      const errors = lab.runs(1).map(({ errorPercent }) => errorPercent!)
      expect(spaces).toEqual([
        {
          ...{ name: 'population 0', total: 2, finished: 2, diverged: 0, failed: 0 },
          bestErrorPercent: Math.min(...errors),
          meanErrorPercent: (errors[0]! + errors[1]!) / 2,
        },
      ])
      expect(new StudyTally(lab, 1, 3, () => now).progress()).toEqual({ spaces, share: 1, remainingMs: null })
    } finally {
      await lab.close()
    }
  })
})
