import { z } from 'zod'
import { precisions } from '#shared/graph/ops/half.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { augmentationSchema } from './augmentation.ts'
import { emaSchema } from './ema.ts'
import { scheduleSchema } from './schedule.ts'
import type { Optimiser } from './trainingGraph.ts'

export { precisions, type Precision } from '#shared/graph/ops/half.ts'

const count = z.int().min(1)
const decay = z.number().min(0)

/**
 * How a network is trained. Defaults follow section 3 of the paper: 10 epochs of SGD with batches of 128, a half-period
 * cosine schedule from 0.05, weight decay 5e-5, no enhancements.
 */
export const recipeSchema = z
  .strictObject({
    epochs: count.default(10),
    /** Images per step; an epoch's last partial batch is dropped. */
    batchSize: count.default(128),
    /** Applies to the given batchSize; it is not scaled automatically. */
    baseLearningRate: z.number().positive().default(0.05),
    schedule: scheduleSchema.default({ kind: 'cosine', per: 'epoch', minimumShare: 0 }),
    /** Epochs over which the rate rises to the schedule's; may be fractional. */
    warmupEpochs: z.number().min(0).default(0),
    /** Share of the schedule's rate at the start of the warm-up. */
    warmupFactor: z.number().gt(0).max(1).default(0.1),
    momentum: z.number().min(0).lt(1).default(0.9),
    nesterov: z.boolean().default(true),
    /** For the weights of convolutions and linear layers, batch normalisation's gamma and beta, and biases. */
    weightDecay: z
      .strictObject({ weight: decay, batchNorm: decay, bias: decay })
      .default({ weight: 5e-5, batchNorm: 5e-5, bias: 5e-5 }),
    /** Weight of each new batch in the running statistics. */
    bnMomentum: z.number().gt(0).max(1).default(0.1),
    /** Initialises the last batch normalisation of each residual branch to zero. */
    zeroFinalGamma: z.boolean().default(false),
    /** Share of every target spread evenly over all classes. */
    labelSmoothing: z.number().min(0).lt(1).default(0),
    /** Both parameters of the Beta distribution of the mixup share; 0: no mixup. */
    mixupAlpha: z.number().min(0).default(0),
    /** Moving average of the weights; if present, the run's error is that of the average. */
    ema: emaSchema.nullable().default(null),
    /** Recomputes batch normalisation statistics on training images before each evaluation. */
    preciseBn: z.strictObject({ samples: count }).nullable().default(null),
    augmentation: augmentationSchema.default({ cropPadding: 0, flip: false, randomResizedCrop: null }),
    /** Share of each training class held out for validation; splitSeed determines which images. */
    validation: z
      .strictObject({ share: z.number().gt(0).lt(1), splitSeed: z.int().min(0).default(1) })
      .default({ share: 0.1, splitSeed: 1 }),
    /** Trains on this many images per epoch, in the epoch's order; null: all. */
    imagesPerEpoch: count.nullable().default(null),
    /** Epochs between evaluations; the last epoch is always evaluated. */
    evaluateEvery: count.default(1),
    /**
     * mixed: convolutions and linear layers compute on float16 numbers with a scaled loss, as by PyTorch's autocast and
     * GradScaler. float32, the default, leaves no key behind, so that such recipes are those of earlier versions.
     */
    precision: z
      .enum(precisions)
      .transform((precision) => (precision === 'mixed' ? precision : undefined))
      .optional(),
  })
  .refine(({ warmupEpochs, epochs }) => warmupEpochs <= epochs, {
    path: ['warmupEpochs'],
    ...issueMessage(sentence('warmupTooLong')),
  })
export type Recipe = z.infer<typeof recipeSchema>
/** A recipe whose defaults may be omitted. */
export type RecipeInput = z.input<typeof recipeSchema>

/** The recipe settings that a training graph is built from. */
export function optimiserOf(recipe: Recipe): Optimiser {
  const { momentum, nesterov, weightDecay, bnMomentum, labelSmoothing, precision } = recipe
  return { momentum, nesterov, weightDecay, bnMomentum, labelSmoothing, ...(precision && { precision }) }
}
