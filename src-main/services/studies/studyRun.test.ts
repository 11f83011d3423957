import { afterEach, describe, expect, it } from 'vitest'
import type { ListsRequest } from '#shared/contract/populations.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { firstListPlace, populationSeeds, storedSeeds } from '#shared/studyFiles/seeds.ts'
import { parseStudyFile, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { fakeLabOptions } from '#main/scheduler/testing/fakeStudy.ts'
import { temporaryFolders } from '#main/scheduler/testing/temporaryFolders.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { DatasetReader } from '../datasets/datasetReader.ts'
import { exportBundle } from '../bundles/exportBundle.ts'
import { importBundle } from '../bundles/importBundle.ts'
import { growPopulation } from '../populations/growth.ts'
import { addLists } from '../populations/lists.ts'
import { addSampled } from '../populations/sampling.ts'
import { addLineage } from './studies.ts'
import { planFromFile, spacesOf, studyParts } from './studyDefinition.ts'
import { runFile, runStudy } from './studyRun.ts'
import { studyDetail } from './studySummary.ts'

const newFolder = temporaryFolders()
let lab: Lab
afterEach(() => lab.close())

async function openLab() {
  lab = await createLab(fakeLabOptions(newFolder()))
  const datasets = new DatasetReader(lab.core)
  return {
    start: (file: StudyFile) => runFile(lab.core, datasets, file, undefined),
    goOn: (id: number, file?: StudyFile, spaceIds?: number[]) =>
      runStudy(lab.core, datasets, { id, file, spaceIds }, undefined),
    /** A study made from its file in a window: its spaces are there, but nothing is sampled. */
    create: (file: StudyFile) => {
      const study = { name: file.name, definition: file, plan: planFromFile(file), classes: 10 }
      const id = lab.createStudy(study)
      addLineage(lab.core.db, id, spacesOf(studyParts(file)), 1)
      return studyDetail(lab.core.db, id)
    },
    addLists: (studyId: number, networks: ListsRequest['networks']) => {
      const { plan } = lab.studies().find(({ id }) => id === studyId)!
      const request = { studyId, networks, plan: plan!, keepWeights: { keep: 'none' } as const }
      return addLists(lab.core, datasets, request, undefined)
    },
    grow: (id: number) => growPopulation(lab.core, datasets, { id, count: 1 }),
    add: async (spaceId: number, name: string, seed: number | null, further: readonly number[] = []) => {
      const { plan } = lab.studies()[0]!
      const request = { spaceId, name, count: 3, seed, plan: plan!, keepWeights: { keep: 'none' } as const }
      const others = further.map((other) => ({ ...request, name: `${name} ${other}`, seed: other }))
      const [id] = await addSampled(lab.core, datasets, [request, ...others], undefined)
      return id!
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

describe('Listed networks', () => {
  const own = { depths: [1, 1], widths: [16, 32], strides: [1, 2] }
  const lists = {
    networks: {
      Mine: [
        { name: 'narrow', config: own },
        { ...own, widths: [32, 48] },
      ],
    },
  }

  it('are a population as they are, with the seeds of their places, whatever spaces are added', async () => {
    const { start, goOn } = await openLab()
    const { id, spaces } = await start(file({ spaces: ['AnyNetX_A'], ...lists, flops: { low: 1, high: 2e9 } }))
    expect(spaces.map(({ space, count, acceptanceRate }) => [space, count, acceptanceRate === null])).toEqual([
      ['AnyNetX_A', 3, false],
      ['Mine', 2, true],
    ])
    const { populationId } = spaces[1]!
    const expected = populationSeeds(5, firstListPlace)
    const { plan, spaceId, seed } = lab.population(populationId)
    expect([plan.listed, plan.flops, plan.perSpace, seed]).toEqual([true, null, 2, expected.sampling])
    expect(seeds(populationId)).toEqual([0, 1].map((position) => expected.training(position)))
    expect(lab.runs(populationId).map(({ network, draw, tags }) => [network.imageSize, draw?.widths, tags])).toEqual([
      [16, [16, 32], ['narrow']],
      [16, [32, 48], []],
    ])
    const { added } = (
      await goOn(id, file({ spaces: ['AnyNetX_A', 'RegNetX'], ...lists, flops: { low: 1, high: 2e9 } }))
    ).spaces[1]!
    const whole = await start(file({ name: 'whole' }))
    const place = listSpaces(lab.core.db, id).findIndex((space) => space.id === spaceId)
    expect([added, place, lab.populations(id)[2]!.seed]).toEqual([3, 1, lab.populations(whole.id)[1]!.seed])
    expect(listSpaces(lab.core.db, id).map(({ parentId }) => parentId)).toEqual([null, null, 1])
  })

  it('added later are those of a file that has them after its own, which then adds nothing', async () => {
    const { start, goOn, addLists: add } = await openLab()
    const more = { Wide: [{ ...own, widths: [64, 64] }, own], Again: [own] }
    const begun = await start(file({ spaces: ['AnyNetX_A'], ...lists }))
    const added = await add(begun.id, more)
    const all = { spaces: ['AnyNetX_A'], networks: { ...lists.networks, ...more } }
    const whole = await start(file({ name: 'whole', ...all }))
    const about = (populationId: number) => {
      const { name, plan, seed, designSpace } = lab.population(populationId)
      const runs = lab.runs(populationId)
      return [
        name,
        plan,
        seed,
        designSpace,
        runs.map(({ network, seed: own, tags, draw }) => ({ network, own, tags, draw })),
      ]
    }
    expect(added.map(about)).toEqual(whole.spaces.slice(2).map(({ populationId }) => about(populationId)))
    expect(listSpaces(lab.core.db, begun.id).map(({ parentId }) => parentId)).toEqual([null, null, null, null])
    const again = await goOn(begun.id, file(all))
    expect(again.spaces.map(({ populationId, added: n }) => [populationId, n])).toEqual([
      ...begun.spaces.map(({ populationId }) => [populationId, 0]),
      ...added.map((populationId) => [populationId, 0]),
    ])
  })

  it('added later are refused as a whole if one cannot be trained, and get a free name', async () => {
    const { start, addLists: add } = await openLab()
    const { id } = await start(file({ spaces: ['AnyNetX_A'], ...lists }))
    const before = [lab.populations(id).length, listSpaces(lab.core.db, id).length]
    await expect(add(id, { Good: [own], Bad: [own, own] })).rejects.toThrow('networks.Bad[1]')
    expect([lab.populations(id).length, listSpaces(lab.core.db, id).length]).toEqual(before)
    const [same] = await add(id, { Mine: [own] })
    const { name, designSpace } = lab.population(same!)
    expect([name, (designSpace as DesignSpace).name]).toEqual(['Mine (2)', 'Mine (2)'])
    const places = lab.populations(id).filter(({ plan }) => plan.listed)
    expect(places.map(({ seed }) => seed)).toEqual([0, 1].map((i) => populationSeeds(5, firstListPlace + i).sampling))
  })

  it('are neither changed nor continued', async () => {
    const { start, goOn, grow } = await openLab()
    const { id, spaces } = await start(file({ spaces: undefined, perSpace: undefined, ...lists }))
    await expect(goOn(id, file({ networks: { Mine: [own] } }))).rejects.toThrow('at networks[0]')
    await expect(grow(spaces[0]!.populationId)).rejects.toThrow('its networks were given, not drawn from a space')
    expect((await goOn(id)).spaces.map(({ count, added }) => [count, added])).toEqual([[2, 0]])
  })

  it('are carried to another lab with the same digest', async () => {
    const { start } = await openLab()
    const { id } = await start(file({ spaces: undefined, perSpace: undefined, ...lists }))
    lab.cancel({ studyId: id })
    const { bytes } = await exportBundle(lab.core, id, { weights: false })
    const before = lab.studyDigest(id)
    await lab.close()
    lab = await createLab(fakeLabOptions(newFolder()))
    const { id: there } = await importBundle(lab.core, bytes, { isSample: false })
    expect(lab.studyDigest(there)).toBe(before)
    const [population] = lab.populations(there)
    expect(population!.plan.listed).toBe(true)
    expect(lab.runs(population!.id).map(({ tags, draw }) => [tags, draw?.depths])).toEqual([
      [['narrow'], [1, 1]],
      [[], [1, 1]],
    ])
  })
})

describe('Regimes', () => {
  const own = { low: 3e5, high: 2e6 }
  const regimes = { flops: [{ low: 2e6, high: 8e6 }], imageSize: [32] }

  it('have a population of each space for every combination, of which a later file may ask for more', async () => {
    const { start, goOn } = await openLab()
    const small = { spaces: ['RegNetX'], flops: own }
    const { id } = await start(file({ ...small, perSpace: 2, name: 'grown' }))
    const { spaces } = await goOn(id, file({ ...small, perSpace: 2, name: 'grown', regimes }))
    const names = ['RegNetX', 'RegNetX · 2.00–8.00 MF', 'RegNetX · 32 px', 'RegNetX · 2.00–8.00 MF, 32 px']
    expect(spaces.map(({ space, added }) => [space, added])).toEqual(names.map((name, i) => [name, i === 0 ? 0 : 2]))
    const whole = await start(file({ ...small, perSpace: 2, name: 'whole', regimes }))
    for (const [i, { populationId }] of whole.spaces.entries())
      expect(keys(spaces[i]!.populationId)).toEqual(keys(populationId))
    const plans = lab.populations(whole.id).map(({ plan }) => plan)
    expect(plans.map(({ flops, imageSize }) => [flops!.low, imageSize])).toEqual([
      [own.low, 16],
      [2e6, 16],
      [own.low, 32],
      [2e6, 32],
    ])
    for (const { dataset, imageSize, varied } of plans)
      expect([dataset, varied]).toMatchObject([{ kind: 'synthetic', imageSize }, ['flops', 'imageSize']])
    expect(listSpaces(lab.core.db, whole.id)).toHaveLength(1)
    await expect(goOn(whole.id, file({ ...small, perSpace: 2, name: 'whole' }))).rejects.toThrow('at regimes.flops')
  })

  it('are all run for spaces that a window chooses, as if the file were run as a whole', async () => {
    const { create, goOn, start } = await openLab()
    const [one, other] = [
      [16, 32],
      [24, 32],
    ].map((widths) => [{ depths: [1, 1], widths, strides: [1, 2] }])
    const networks = { One: one, Other: other }
    const study = file({ spaces: ['RegNetX'], perSpace: 2, flops: own, networks, regimes: { imageSize: [32] } })
    const { id, networksOf } = create(study)
    expect(networksOf).toEqual({ RegNetX: 4, One: 2, Other: 2 })
    const spaceIds = listSpaces(lab.core.db, id).map((space) => space.id)
    const { spaces } = await goOn(id, undefined, spaceIds)
    const [space, ...lists] = [['RegNetX', 2] as const, ['One', 1] as const, ['Other', 1] as const]
    expect(spaces.map((sampled) => [sampled.space, sampled.added])).toEqual(
      ['', ' · 32 px'].flatMap((regime) => [space, ...lists].map(([name, added]) => [`${name}${regime}`, added])),
    )
    const whole = await start({ ...study, name: 'whole' })
    expect(whole.spaces.map(({ populationId }) => [keys(populationId), seeds(populationId)])).toEqual(
      spaces.map(({ populationId }) => [keys(populationId), seeds(populationId)]),
    )
    // A list that is run by itself keeps the seeds of its place.
    const again = create({ ...study, name: 'again' })
    const last = listSpaces(lab.core.db, again.id).at(-1)!
    const { spaces: ofLast } = await goOn(again.id, undefined, [last.id])
    expect(seeds(ofLast[0]!.populationId)).toEqual(seeds(spaces[2]!.populationId))
  })

  it('train listed networks in each regime but those of FLOPs', async () => {
    const { start } = await openLab()
    const networks = [{ depths: [1, 1], widths: [16, 32], strides: [1, 2] }]
    const { spaces } = await start(file({ spaces: undefined, perSpace: undefined, flops: own, networks, regimes }))
    expect(spaces.map(({ space }) => space)).toEqual(['Networks', 'Networks · 32 px'])
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
    // Of several, all or none are stored; also if they are the same as each other.
    await expect(add(spaceId!, 'third', 8, [9, 5])).rejects.toThrow('already has seed 5')
    await expect(add(spaceId!, 'third', 8, [9, 8])).rejects.toThrow('"third" of the same space')
    expect(lab.populations(id)).toHaveLength(2)
    await add(spaceId!, 'third', 8, [9])
    expect(lab.populations(id).map(({ plan }) => plan.seed)).toEqual([5, 6, 8, 9])
  })
})
