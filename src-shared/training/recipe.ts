import { z } from 'zod'
import { saying } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { augmentationSchema } from './augmentation.ts'
import { emaSchema } from './ema.ts'
import { scheduleSchema } from './schedule.ts'
import type { Optimiser } from './trainingGraph.ts'

const count = z.int().min(1)
const decay = z.number().min(0)

/**
 * How a network is trained. Left out, a value is that of section 3 of the paper: 10 epochs of SGD with batches of 128,
 * half a cosine from 0.05, weight decay 5e-5, no enhancements.
 */
export const recipeSchema = z
  .strictObject({
    epochs: count.default(10),
    /** Images per step; the last partial batch of an epoch is dropped. */
    batchSize: count.default(128),
    /** For the given batchSize: nothing scales it. */
    baseLearningRate: z.number().positive().default(0.05),
    schedule: scheduleSchema.default({ kind: 'cosine', per: 'epoch', minimumShare: 0 }),
    /** Epochs over which the rate is raised to the schedule's; may be a fraction. */
    warmupEpochs: z.number().min(0).default(0),
    /** Share of the schedule's rate with which the warm-up begins. */
    warmupFactor: z.number().gt(0).max(1).default(0.1),
    momentum: z.number().min(0).lt(1).default(0.9),
    nesterov: z.boolean().default(true),
    /** Of convolutions and linear layers, of batch normalisation's gamma and beta, of biases. */
    weightDecay: z
      .strictObject({ weight: decay, batchNorm: decay, bias: decay })
      .default({ weight: 5e-5, batchNorm: 5e-5, bias: 5e-5 }),
    /** Share of a running statistic that each batch replaces. */
    bnMomentum: z.number().gt(0).max(1).default(0.1),
    /** Starts the last batch normalisation of each residual branch at zero. */
    zeroFinalGamma: z.boolean().default(false),
    /** Share of every target that is spread over all classes. */
    labelSmoothing: z.number().min(0).lt(1).default(0),
    /** Both parameters of the Beta distribution from which a batch's share is drawn; 0: no mixup. */
    mixupAlpha: z.number().min(0).default(0),
    /** Average of the weights over steps, which then gives the run's error. */
    ema: emaSchema.nullable().default(null),
    /** Measures the statistics of batch normalisation anew on training images before each evaluation. */
    preciseBn: z.strictObject({ samples: count }).nullable().default(null),
    augmentation: augmentationSchema.default({ cropPadding: 0, flip: false, randomResizedCrop: null }),
    /** Share of each training class on which the error is measured; which images is a function of splitSeed. */
    validation: z
      .strictObject({ share: z.number().gt(0).lt(1), splitSeed: z.int().min(0).default(1) })
      .default({ share: 0.1, splitSeed: 1 }),
    /** Trains on that many images of each epoch's order; null: on all. */
    imagesPerEpoch: count.nullable().default(null),
    /** Epochs between evaluations; the last is always evaluated. */
    evaluateEvery: count.default(1),
  })
  .refine(({ warmupEpochs, epochs }) => warmupEpochs <= epochs, {
    path: ['warmupEpochs'],
    ...saying(sentence('warmupTooLong')),
  })
export type Recipe = z.infer<typeof recipeSchema>
/** A recipe with defaults left out. */
export type RecipeInput = z.input<typeof recipeSchema>

/** The part of a recipe that a training graph is built from. */
export function optimiserOf({ momentum, nesterov, weightDecay, bnMomentum, labelSmoothing }: Recipe): Optimiser {
  return { momentum, nesterov, weightDecay, bnMomentum, labelSmoothing }
}
