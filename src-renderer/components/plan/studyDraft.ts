import { presetIds, presets, scales, scaleSpace, type PresetId, type ScaleId } from '#shared/designspaces/presets.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { datasetSchemas } from '#shared/datasets/datasetSpec.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import type { ListDraft } from './listsDraft.ts'
import { draftOf, type PlanDraft } from './planDraft.ts'
import { typedFields, type TypedFieldId } from './planFields.ts'
import type { RegimesDraft } from './regimesDraft.ts'
import { withoutTyped } from './withoutTyped.ts'

export type StudyScale = ScaleId | 'paper'

/** A study that has not been created yet. */
export interface StudyDraft {
  name: string
  spaces: PresetId[]
  scale: StudyScale
  plan: PlanDraft
  /** Further values of what it varies; absent in an older draft. */
  regimes?: RegimesDraft
  /** Populations of given networks; absent in an older draft. */
  lists?: ListDraft[]
}

interface ScaleDefaults {
  readonly imageSize: number
  readonly flops: { readonly low: number; readonly high: number }
}

/** Default image size and FLOPs window of each scale; those of `paper` are from section 3 of the paper. */
export const scaleDefaults = {
  tiny16: { imageSize: 16, flops: { low: 0.3e6, high: 0.5e6 } },
  tiny32: { imageSize: 32, flops: { low: 0.3e6, high: 0.5e6 } },
  cifar32: { imageSize: 32, flops: { low: 15e6, high: 17e6 } },
  paper: { imageSize: 224, flops: { low: 360e6, high: 400e6 } },
} as const satisfies Record<StudyScale, ScaleDefaults>
export const studyScales = Object.keys(scaleDefaults) as StudyScale[]

/** A study that trains in minutes on any machine. A warm-up and a final gamma of zero reduce the influence of luck. */
export function newStudyDraft(): StudyDraft {
  const plan: StudyPlan = {
    imageSize: scaleDefaults.tiny16.imageSize,
    dataset: datasetSchemas.synthetic.parse({ kind: 'synthetic' }),
    recipe: recipeSchema.parse({
      epochs: 10,
      imagesPerEpoch: 3000,
      batchSize: 64,
      baseLearningRate: 0.2,
      schedule: { kind: 'cosine', per: 'step' },
      warmupEpochs: 0.9,
      zeroFinalGamma: true,
    }),
    flops: scaleDefaults.tiny16.flops,
    perSpace: 48,
    seed: 1,
    provider: 'cpu',
  }
  return { name: '', spaces: ['AnyNetX_A'], scale: 'tiny16', plan: draftOf(plan) }
}

/** The draft at another scale, with that scale's image size and FLOPs window. */
export function atScale(draft: StudyDraft, scale: StudyScale): StudyDraft {
  const typed = withoutTyped(draft.plan.typed, ['imageSize', 'flopsLow', 'flopsHigh'])
  return { ...draft, scale, plan: { ...draft.plan, plan: { ...draft.plan.plan, ...scaleDefaults[scale] }, typed } }
}

/** The draft with the recipe and images of `given`, of which nothing is drawn; its spaces and name stay. */
export function withRecipe(draft: StudyDraft, given: Pick<StudyPlan, 'recipe' | 'dataset' | 'imageSize'>): StudyDraft {
  const { recipe, dataset, imageSize } = given
  const kept = (Object.keys(draft.plan.typed) as TypedFieldId[]).filter(
    (id) => !['recipe', 'dataset', 'imageSize'].includes(typedFields[id].path[0]),
  )
  const typed = Object.fromEntries(kept.map((id) => [id, draft.plan.typed[id]]))
  return { ...draft, plan: { plan: { ...draft.plan.plan, recipe, dataset, imageSize, sweep: undefined }, typed } }
}

/** The chosen design spaces, in the order of the paper. */
export function chosenSpaces({ spaces, scale }: Pick<StudyDraft, 'spaces' | 'scale'>): DesignSpace[] {
  return presetIds.filter((id) => spaces.includes(id)).map((id) => scaled(id, scale))
}

/** A preset at a scale. */
export function scaled(id: PresetId, scale: StudyScale): DesignSpace {
  return scale === 'paper' ? presets[id] : scaleSpace(presets[id], scales[scale])
}
