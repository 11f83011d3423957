import { loweringPlans } from '#shared/lowering/plans.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { stream } from '#shared/random/stream.ts'
import { initialState } from '#shared/training/initialState.ts'
import { optimiserOf, recipeSchema } from '#shared/training/recipe.ts'
import { trainingGraph } from '#shared/training/trainingGraph.ts'
import { followLifeline } from './lifeline.ts'
import { providers, type ProbeAnswer, type ProviderId } from './providers.ts'
import { Stepper } from './stepper.ts'
import { probeReason } from './probeReason.ts'
import { tinyNetwork } from './tinyNetwork.ts'

/** The throw-away process of a provider's probe: trains a tiny network by two steps and tells its parent. */

const batch = 8

async function probe(provider: ProviderId): Promise<ProbeAnswer> {
  const graph = trainingGraph(tinyNetwork, batch, optimiserOf(recipeSchema.parse({})))
  const stepper = await Stepper.create(graph, loweringPlans[providers[provider].plan], { provider, threads: 1 })
  stepper.load(initialState(tinyNetwork, 1, false))
  const random = stream(1, 'dataset')
  const images = stepper.images.data as Float32Array
  images.forEach((_, i) => (images[i] = random.normal()))
  const targets = stepper.targets.data as Float32Array
  for (let n = 0; n < batch; n++) targets[stepper.batchLast ? n * batch + n : n * tinyNetwork.classes + n] = 1
  const losses: number[] = []
  let msPerStep = 0
  // The second step feeds what the first one gave back.
  for (let step = 0; step < 2; step++) {
    const began = performance.now()
    losses.push((await stepper.step(0.05)).loss)
    msPerStep = performance.now() - began
  }
  const [first, second] = losses as [number, number]
  // Near log 10 before, and on the same batch lower after a step.
  if (Math.abs(first - Math.log(tinyNetwork.classes)) < 1 && second < first) return { msPerStep }
  return { reason: sentence('probeWrongLosses', { first, second }) }
}

function answer(message: ProbeAnswer): void {
  process.send!(message)
}

followLifeline()
try {
  answer(await probe(process.argv[2] as ProviderId))
} catch (error) {
  answer({ reason: probeReason((error as Error).message) })
}
