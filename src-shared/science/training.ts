/**
 * Training as graphs: recipes and their schedules, the graph of one training step, its lowering to an ONNX model, and the
 * model of a trained network for use elsewhere.
 *
 * @module
 */
export { lowerGraph, type LoweredGraph } from '#shared/lowering/lowerGraph.ts'
export { pack, unpack, type Slot } from '#shared/lowering/packing.ts'
export type { LoweringPlan } from '#shared/lowering/planTypes.ts'
export { loweringPlans, type LoweringPlanName } from '#shared/lowering/planTable.ts'
export { exportOpset, opsets, type Opset } from '#shared/onnx/opsets.ts'
export { inferenceModel, type Normalisation } from '#shared/training/inferenceGraph.ts'
export { initialState } from '#shared/training/initialState.ts'
export { optimiserOf, recipeSchema, type Recipe, type RecipeInput } from '#shared/training/recipe.ts'
export { learningRate } from '#shared/training/schedule.ts'
export {
  evaluationGraph,
  gradientGraph,
  stepNames,
  trainingGraph,
  type Optimiser,
} from '#shared/training/trainingGraph.ts'
