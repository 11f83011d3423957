import { lowerGraph } from '#shared/lowering/lowerGraph.ts'
import { flatNames } from '#shared/lowering/packing.ts'
import type { LoweringPlan } from '#shared/lowering/planTypes.ts'
import type { Precision } from '#shared/graph/ops/half.ts'
import { stream } from '#shared/random/stream.ts'
import { writeTargets } from '#shared/training/batchDraw.ts'
import { initialState } from '#shared/training/initialState.ts'
import { optimiserOf, recipeSchema, type RecipeInput } from '#shared/training/recipe.ts'
import { evaluationGraph, trainingGraph } from '#shared/training/trainingGraph.ts'
import type { Step, StepEngine } from '../engine/stepEngine.ts'
import { writtenStep, type BatchWriter, type StepGraph } from '../engine/stepGraph.ts'
import { stateSlots } from '../engine/stepTensors.ts'
import { zeros } from '../providers/session.ts'
import { groupedNetwork } from '../providers/stepCheck.ts'

/** A step of groupedNetwork on noise that differs between steps, but not between calls. */
export function noiseStep(
  plan: LoweringPlan,
  batch = 8,
  recipe: RecipeInput = {},
): {
  graph: StepGraph
  stepAt: (step: number) => Step
} {
  const labels = Int32Array.from({ length: batch }, (_, n) => n % groupedNetwork.classes)
  const graph = trainingGraph(groupedNetwork, batch, optimiserOf(recipeSchema.parse(recipe)))
  const write: BatchWriter['write'] = (draw, images, targets) => {
    const random = stream(draw.step, 'dataset')
    images.forEach((_, i) => (images[i] = random.normal()))
    writeTargets(draw, targets, plan.layout.batchLast)
    return Promise.resolve()
  }
  return {
    graph: writtenStep(graph, plan, { write }),
    stepAt: (step) => ({
      draw: { epoch: 0, step, positions: labels, labels, placements: [], mixup: null },
      learningRate: 0.05,
    }),
  }
}

/** Everything that an engine gives away in six steps, while its state is read, replaced and evaluated. */
export async function engineBits(
  plan: LoweringPlan,
  load: (graph: StepGraph) => Promise<StepEngine>,
  precision: Precision = 'float32',
): Promise<{ bits: number[]; captured: boolean }> {
  const { graph, stepAt } = noiseStep(plan, 8, { precision })
  const engine = await load(graph)
  const evaluation = await engine.open(lowerGraph(evaluationGraph(groupedNetwork, 4), plan))
  const [imageSlot, logitSlot] = [evaluation.inputs[0]!, evaluation.outputs[0]!]
  const images = zeros(imageSlot.shape)
  ;(images.data as Float32Array).forEach((_, i, all) => (all[i] = Math.sin(i)))
  try {
    engine.load(initialState(groupedNetwork, 1, false, precision))
    const bits: number[] = []
    const evaluate = async () => {
      const fetches = { [logitSlot.name]: zeros(logitSlot.shape) }
      await evaluation.run({ ...engine.weights, [imageSlot.name]: images }, fetches)
      bits.push(...(fetches[logitSlot.name]!.data as Float32Array))
    }
    await evaluate()
    for (let step = 0; step < 6; step++) {
      for (const { loss, errors } of await engine.advance([stepAt(step)])) bits.push(loss, errors)
      if (step === 2) bits.push(...(await engine.read(flatNames.parameter)))
      if (step === 3) {
        const halved = (await engine.read(flatNames.statistic)).map((x) => x / 2 + 1)
        engine.replace(flatNames.statistic, halved)
        await evaluate()
      }
    }
    await evaluate()
    for (const { name } of stateSlots(engine.session)) bits.push(...(await engine.read(name)))
    return { bits, captured: engine.captured ?? false }
  } finally {
    await evaluation.release()
    await engine.release()
  }
}
