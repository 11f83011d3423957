import { afterEach, describe, expect, it } from 'vitest'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { populationSeeds, storedSeeds } from '#shared/studyFiles/seeds.ts'
import { parseStudyFile, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { DatasetReader } from '../datasets/datasetReader.ts'
import { addSampled } from '../populations/sampling.ts'
import { runFile, runStudy } from './studyRun.ts'

const newFolder = temporaryFolders()
let lab: Lab
afterEach(() => lab.close())

async function openLab() {
  lab = await createLab(fakeLabOptions(newFolder()))
  const datasets = new DatasetReader(lab.core)
  return {
    start: (file: StudyFile) => runFile(lab.core, datasets, file, undefined),
    goOn: (id: number, file?: StudyFile) => runStudy(lab.core, datasets, { id, file, spaceIds: undefined }, undefined),
    add: (spaceId: number, name: string, seed: number | null) => {
      const { plan } = lab.studies()[0]!
      const request = { spaceId, name, count: 3, seed, plan: plan!, keepWeights: { keep: 'none' } as const }
      return addSampled(lab.core, datasets, request, undefined)
    },
  }
}

const file = (changes: Partial<Record<keyof StudyFile, unknown>> = {}) =>
  parseStudyFile({
    ...{ formatVersion: 1, name: 'small', spaces: ['AnyNetX_A', 'RegNetX'], scale: 'tiny16', perSpace: 3, seed: 5 },
    ...{ imageSize: 16, dataset: { kind: 'synthetic', imageSize: 16, trainCount: 300, testCount: 50 } },
    ...{ recipe: { epochs: 1, batchSize: 32 }, ...changes },
  })
const keys = (populationId: number) => lab.runs(populationId).map(({ network }) => networkKey(network))
const seeds = (populationId: number) => lab.runs(populationId).map(({ seed }) => seed)

describe('Running a study', () => {
  it('gives each space a population, with the seeds of its place', async () => {
    const { start } = await openLab()
    const { id, spaces } = await start(file())
    expect(spaces.map(({ space, count, added }) => [space, count, added])).toEqual([
      ['AnyNetX_A', 3, 3],
      ['RegNetX', 3, 3],
    ])
    lab.populations(id).forEach(({ id: populationId, seed, plan }, place) => {
      const expected = populationSeeds(5, place)
      expect([seed, plan.seed]).toEqual([expected.sampling, 5])
      expect(seeds(populationId)).toEqual([0, 1, 2].map((position) => expected.training(position)))
    })
  })

  it('leaves nothing behind if one of its spaces cannot be sampled', async () => {
    const { start } = await openLab()
    const empty = {
      ...{ base: 'AnyNetX_B', parameters: { depth: { law: 'choice', values: [2] } } },
      constraints: [{ id: 'depthOrder', order: 'increasing' }],
    }
    await expect(start(file({ spaces: ['AnyNetX_A', empty] }))).rejects.toThrow('is empty')
    expect(lab.studies()).toEqual([])
  })

  it('continues its samples if its file asks for more, with the same result as asking at once', async () => {
    const { start, goOn } = await openLab()
    const { id } = await start(file({ spaces: ['AnyNetX_A'], perSpace: 1, name: 'grown' }))
    expect((await goOn(id)).spaces.map(({ added }) => added)).toEqual([0])
    const { spaces } = await goOn(id, file({ name: 'larger' }))
    expect(spaces.map(({ count, added }) => [count, added])).toEqual([
      [3, 2],
      [3, 3],
    ])
    const whole = await start(file())
    expect(lab.studies().map(({ name }) => name)).toEqual(['larger', 'small'])
    for (const [place, { populationId }] of whole.spaces.entries()) {
      const grown = spaces[place]!.populationId
      expect(keys(grown)).toEqual(keys(populationId))
      expect(seeds(grown)).toEqual(seeds(populationId))
      expect(lab.runs(grown).map(({ position, priority }) => [position, priority])).toEqual([
        [0, 0],
        [1, -1],
        [2, -2],
      ])
    }
  })

  it('is refused if its networks are not those of its seed', async () => {
    const { start, goOn } = await openLab()
    const { id, spaces } = await start(file({ spaces: ['AnyNetX_A'] }))
    const { network } = lab.runs(spaces[0]!.populationId)[1]!
    const other = { ...network, stemWidth: network.stemWidth + 8 }
    lab.core.db.prepare('UPDATE runs SET network = ? WHERE position = 1').run(JSON.stringify(other))
    await expect(goOn(id, file({ spaces: ['AnyNetX_A'], perSpace: 4 }))).rejects.toThrow(
      'its seed draws a different network 2',
    )
    expect(lab.runs(spaces[0]!.populationId)).toHaveLength(3)
  })

  it("continues an earlier version's population by that version's rule", async () => {
    const { start, goOn } = await openLab()
    const { id, spaces } = await start(file({ spaces: ['RegNetX'], perSpace: 2 }))
    const { populationId } = spaces[0]!
    const { networks } = await lab.core.jobs.run('sample', {
      space: lab.population(populationId).designSpace as DesignSpace,
      regime: { imageSize: 16, classes: 10, convention: 'paper' },
      ...{ count: 3, seed: 5 },
    })
    const old = storedSeeds({ sampling: 5, planned: 5 })
    const { db } = lab.core
    db.prepare('UPDATE populations SET seed = 5 WHERE id = ?').run(populationId)
    networks.slice(0, 2).forEach(({ network }, i) => {
      db.prepare('UPDATE runs SET network = ?, seed = ? WHERE populationId = ? AND position = ?').run(
        ...[JSON.stringify(network), old.training(i), populationId, i],
      )
    })
    await goOn(id, file({ spaces: ['RegNetX'], perSpace: 3 }))
    expect(keys(populationId)).toEqual(networks.map(({ network }) => networkKey(network)))
    expect(seeds(populationId)).toEqual([0, 1, 2].map((position) => old.training(position)))
  })
})

describe('A further sample of a space', () => {
  it('has networks of its own, and another seed', async () => {
    const { start, add } = await openLab()
    const { id, spaces } = await start(file({ spaces: ['RegNetX'] }))
    const { spaceId } = lab.population(spaces[0]!.populationId)
    const second = await add(spaceId!, 'second', null)
    expect(lab.populations(id).map(({ plan }) => plan.seed)).toEqual([5, 6])
    expect(keys(second)).not.toEqual(keys(spaces[0]!.populationId))
    await expect(add(spaceId!, 'third', 5)).rejects.toThrow(
      'The population "RegNetX" of the same space and plan already has seed 5',
    )
    expect(lab.populations(id)).toHaveLength(2)
  })
})
