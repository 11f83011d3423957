import { z } from 'zod'

/** Path of a folder or downloaded archive, up to the longest path of any system. */
const folder = z.string().min(1).max(32_767)
const imageCount = z.int().min(10).max(1_000_000)

/** The schema of each kind of data set, by stable id. */
export const datasetSchemas = {
  synthetic: z.strictObject({
    kind: z.literal('synthetic'),
    seed: z.int().min(0).default(1),
    imageSize: z.int().min(8).max(64).default(16),
    trainCount: imageCount.default(10_000),
    testCount: imageCount.default(2_000),
  }),
  cifar10: z.strictObject({ kind: z.literal('cifar10'), folder }),
  cifar100: z.strictObject({ kind: z.literal('cifar100'), folder }),
  idx: z.strictObject({
    kind: z.literal('idx'),
    folder,
    resize: z.int().min(8).max(1024).optional(),
    /** Which of several sets side by side, as in EMNIST: letters, digits, balanced, … */
    subset: z.string().min(1).max(100).optional(),
  }),
  imageFolder: z.strictObject({
    kind: z.literal('imageFolder'),
    folder,
    imageSize: z.int().min(8).max(1024),
    /**
     * Side in pixels at which uncropped training images are kept for random resized crops; without it, crops come from
     * the images of `imageSize`. See docs/method.md.
     */
    cropFrom: z.int().min(8).max(1024).optional(),
    /** How to handle undecodable images: skip and report them, or refuse the data set. */
    onCorrupt: z.enum(['skip', 'refuse']).default('refuse'),
    /** Share of each class held out as test images if the folder has none of its own; default 0.1. */
    testShare: z.number().gt(0).lt(1).optional(),
  }),
} as const

export type DatasetKind = keyof typeof datasetSchemas

/** A data set as specified in a study. */
export const datasetSpecSchema = z.discriminatedUnion('kind', [
  datasetSchemas.synthetic,
  datasetSchemas.cifar10,
  datasetSchemas.cifar100,
  datasetSchemas.idx,
  datasetSchemas.imageFolder,
])
export type DatasetSpec = z.infer<typeof datasetSpecSchema>
/** A specification whose defaults may be omitted. */
export type DatasetSpecInput = z.input<typeof datasetSpecSchema>
