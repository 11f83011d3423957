import { expect, it } from 'vitest'
import type { Network } from '#shared/networks/network.ts'
import { publishedNetwork, publishedRegNet } from '#shared/networks/published/publishedRegNets.ts'
import { optimiserOf, recipeSchema } from '#shared/training/recipe.ts'
import { trainingGraph } from '#shared/training/trainingGraph.ts'
import { lowerGraph } from './lowerGraph.ts'
import { loweringPlans } from './planTable.ts'

const plain: Network = {
  stem: 'cifar',
  stemWidth: 8,
  block: 'x',
  stages: [],
  headWidth: 0,
  seRatio: 0,
  classes: 10,
  imageSize: 16,
  activation: 'relu',
  bnEpsilon: 1e-5,
}
const fourBlocks: Network = {
  ...plain,
  stages: [16, 24, 40, 56].map((width, i) => ({
    ...{ depth: 1, width, stride: i === 0 ? 1 : 2, bottleneckRatio: 2, groupWidth: 2 },
  })),
}
const regNetX: Network = {
  ...publishedNetwork(publishedRegNet('RegNetX-200MF')!),
  stem: 'cifar',
  imageSize: 32,
  classes: 10,
}

it.each([
  ['four blocks', fourBlocks, 420],
  ['RegNetX-200MF', regNetX, 1050],
])('a step of %s takes few kernels on a GPU', (_, network, most) => {
  const graph = trainingGraph(network, 64, optimiserOf(recipeSchema.parse({})))
  const { gpu, portable } = loweringPlans
  expect(lowerGraph(graph, gpu).kernelNodes).toBeLessThanOrEqual(most)
  expect(lowerGraph(graph, portable).kernelNodes).toBeGreaterThan(1.7 * most)
})
