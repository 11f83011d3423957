import { describe, expect, it } from 'vitest'
import { listText } from '#shared/format/lists.ts'
import { plan } from '#shared/messages/en/plan.ts'
import { translation } from '#shared/messages/translation.ts'
import { recipeSchema } from '#shared/training/recipe.ts'
import { differingRows, recipeRows, type WrittenRecipe } from './recipeRows.ts'

const words = { t: translation<'plan'>('en', { plan }), list: (entries: readonly string[]) => listText(entries, 'en') }
const recipe = recipeSchema.parse({})
const texts = (recipes: readonly WrittenRecipe[]) =>
  differingRows(recipes, words).map(({ title, cells }) => [title, ...cells])

describe('recipes side by side', () => {
  it('show what differs, a drawn value by its law', () => {
    const longer = { ...recipe, epochs: 20, ema: { alpha: 1e-5, periodSteps: 32 } }
    const sweep = { baseLearningRate: { law: 'logUniform' as const, low: 0.01, high: 1 } }
    expect(texts([{ recipe }, { recipe: longer, sweep }])).toEqual([
      ['Epochs', '10', '20'],
      ['Learning rate', '0.05', '0.01 to 1 on a logarithmic scale, drawn for each network'],
      ['Average the weights (EMA)', 'no', 'alpha 0.00001, every 32 steps'],
    ])
  })

  it('show nothing of equal recipes, and a row for each setting of a single one', () => {
    expect(texts([{ recipe }, { recipe: structuredClone(recipe) }])).toEqual([])
    expect(recipeRows([{ recipe }], words)).toHaveLength(19)
  })

  it('tell apart every setting of a recipe', () => {
    const changes: Partial<typeof recipe>[] = [
      ...[
        { batchSize: 64 },
        { baseLearningRate: 0.0500001 },
        { warmupEpochs: 1 },
        { momentum: 0.8 },
        { nesterov: false },
      ],
      ...[{ weightDecay: { ...recipe.weightDecay, bias: 0 } }, { bnMomentum: 0.2 }, { zeroFinalGamma: true }],
      ...[{ labelSmoothing: 0.1 }, { mixupAlpha: 0.2 }, { preciseBn: { samples: 64 } }, { imagesPerEpoch: 128 }],
      ...[
        { evaluateEvery: 2 },
        { validation: { share: 0.2, splitSeed: 1 } },
        { validation: { share: 0.1, splitSeed: 2 } },
      ],
      { augmentation: { ...recipe.augmentation, flip: true } },
      { augmentation: { ...recipe.augmentation, cropPadding: 4 } },
      { augmentation: { ...recipe.augmentation, randomResizedCrop: { area: [0.1, 1], aspect: [0.75, 1.33] } } },
      { schedule: { kind: 'cosine', per: 'step', minimumShare: 0 } },
      { schedule: { kind: 'cosine', per: 'epoch', minimumShare: 0.1 } },
      { schedule: { kind: 'step', per: 'epoch', milestones: [3], gamma: 0.1 } },
      { precision: 'mixed' },
    ]
    for (const change of changes) expect(texts([{ recipe }, { recipe: { ...recipe, ...change } }])).toHaveLength(1)
  })
})
