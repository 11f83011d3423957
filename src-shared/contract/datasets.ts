import { type } from '@orpc/contract'
import { z } from 'zod'
import { datasetSpecSchema, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { BinaryData } from './binary.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { idSchema, oneSchema } from './scope.ts'

/** The contents of a data set. */
export interface DatasetContents {
  name: string
  classNames: string[]
  imageSize: number
  trainCount: number
  testCount: number
  /**
   * Number of images in its own validation set; 0, or absent if an older version read it: validation images are held
   * out.
   */
  validationCount?: number
  /** Per channel over all training pixels, on the scale 0..1. */
  mean: [number, number, number]
  std: [number, number, number]
  /** SHA-256 in hex. */
  hash: string
  /** Files that are not part of it, and why. */
  skipped: { file: string; reason: Sentence }[]
  /** Further remarks about it; absent if an older version read it. */
  notes?: Sentence[]
  /** Number of training images of each class. */
  classCounts: number[]
}

/** Number of images read, out of all found. */
export interface ReadingProgress {
  done: number
  total: number
}

/** A data set known to the lab. */
export interface KnownDataset {
  id: number
  name: string
  spec: DatasetSpec
  contents: DatasetContents
  createdAt: number
  trashedAt: number | null
}

/**
 * Training images of each class side by side: uint8 RGB, planar, `imageSize` squared; `perClass` slots for each class,
 * of which the first `counts` are used.
 */
export interface SampleImages {
  imageSize: number
  perClass: number
  counts: number[]
  pixels: BinaryData
}

export const datasets = {
  list: reading.input(z.strictObject({ trashed: z.boolean().default(false) })).output(type<KnownDataset[]>()),
  /** Opens it without storing anything. Error 'invalid': one sentence with file, value and remedy. */
  preview: reading.input(z.strictObject({ spec: datasetSpecSchema })).output(type<DatasetContents>()),
  /** Progress of a preview or of any other reading of a data set's files; null if none of its images are being read. */
  progress: reading.input(z.strictObject({ spec: datasetSpecSchema })).output(type<ReadingProgress | null>()),
  samples: reading
    .input(
      z.strictObject({
        spec: datasetSpecSchema,
        perClass: z.int().min(1).max(32).default(8),
        seed: z.int().min(0).default(1),
      }),
    )
    .output(type<SampleImages>()),
  add: procedure
    .input(z.strictObject({ name: z.string().trim().min(1).max(200), spec: datasetSpecSchema }))
    .output(type<KnownDataset>()),
  /** `basedOn`: its name. */
  rename: procedure
    .input(z.strictObject({ id: idSchema, name: z.string().trim().min(1).max(200), basedOn: basedOnSchema }))
    .output(type<KnownDataset>()),
  trash: procedure.input(oneSchema).output(type<KnownDataset>()),
  restore: procedure.input(oneSchema).output(type<KnownDataset>()),
}
