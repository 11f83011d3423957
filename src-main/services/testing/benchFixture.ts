import type { StudyPlan } from '#shared/contract/studies.ts'
import { presetNamed, scales, scaleSpace, type PresetId } from '#shared/designspaces/presets.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { recipeSchema, type RecipeInput } from '#shared/training/recipe.ts'
import type { DatasetSpec } from '#shared/datasets/datasetSpec.ts'

/** The smallest built-in data set that can still be trained on. */
export const smallDataset: DatasetSpec = {
  kind: 'synthetic',
  seed: 1,
  imageSize: 16,
  trainCount: 300,
  testCount: 50,
}

/** A plan whose runs take a moment. */
export function smallPlan(recipe: RecipeInput = {}, changes: Partial<StudyPlan> = {}): StudyPlan {
  return {
    imageSize: 16,
    dataset: smallDataset,
    recipe: recipeSchema.parse({ epochs: 3, batchSize: 32, ...recipe }),
    flops: { low: 2e5, high: 6e5 },
    perSpace: 4,
    seed: 1,
    provider: 'cpu',
    ...changes,
  }
}

/** A preset scaled to small images. */
export const smallSpace = (id: PresetId): DesignSpace => scaleSpace(presetNamed(id), scales.tiny16)
