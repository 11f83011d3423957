import { expect, it } from 'vitest'
import type { DatasetContents } from '#shared/contract/datasets.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { reportedDatasets } from './reportedDatasets.ts'
import type { ShownPopulation } from './reportedSides.ts'

const contents = (name: string, hash: string, validationCount = 0): DatasetContents => ({
  ...{ name, hash, validationCount, classNames: ['a', 'b'], imageSize: 16, trainCount: 1000, testCount: 100 },
  ...{ mean: [0.5, 0.5, 0.5], std: [0.2, 0.2, 0.2], skipped: [], classCounts: [500, 500] },
})

interface Given {
  readonly folder: string
  readonly hash: string
  readonly share?: number
  readonly validated?: number | null
  readonly origin?: object | null
}

function population({ folder, hash, share = 0.1, validated = 100, origin = null }: Given, id: number): ShownPopulation {
  const recipe = recipeSchema.parse({ validation: { share } })
  const plan = { dataset: { kind: 'imageFolder', folder, imageSize: 16 }, imageSize: 16, recipe }
  const run = { validationCount: validated, network: { classes: 2 } }
  return { population: { id, origin, datasetHash: hash, plan }, runs: [run] } as unknown as ShownPopulation
}

async function described(...given: Given[]) {
  const opened: string[] = []
  const found = await reportedDatasets(given.map(population), {
    // Read only for images that the files no longer hold.
    db: undefined as never,
    datasets: {
      contents: ({ folder }: { folder?: string }) => {
        opened.push(folder!)
        return Promise.resolve(folder === 'two' ? contents('Two', '2', 50) : contents('One', '1'))
      },
    } as never,
  })
  return { ...found, opened }
}

it('populations on the same images share one description, and their files are looked into once', async () => {
  const one = { folder: 'one', hash: '1' }
  const { datasets, places, opened } = await described(one, { folder: 'two', hash: '2', validated: 50 }, one)
  expect(places).toEqual([0, 1, 0])
  expect(opened).toEqual(['one', 'two'])
  expect(datasets).toMatchObject([
    { name: 'One', trainCount: 900, validationCount: 100, hasOwnValidation: false, classes: 2, imageSize: 16 },
    { name: 'Two', trainCount: 1000, validationCount: 50, hasOwnValidation: true },
  ])
})

it('another share held out is another description; a population without finished runs knows of the others', async () => {
  const one = { folder: 'one', hash: '1' }
  const { datasets, places } = await described(
    one,
    { ...one, share: 0.3, validated: 300 },
    { ...one, share: 0.3, validated: null },
  )
  expect(places).toEqual([0, 1, 1])
  expect(datasets.map(({ trainCount, validationCount }) => [trainCount, validationCount])).toEqual([
    [900, 100],
    [700, 300],
  ])
})

it('of one that was brought in nothing is claimed, and nothing is opened', async () => {
  const { datasets, places, opened } = await described({ folder: 'one', hash: '', origin: {} })
  expect([places, opened]).toEqual([[0], []])
  expect(datasets).toMatchObject([{ kind: null, name: '', hash: '', trainCount: null, classes: 2 }])
})
