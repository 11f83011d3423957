import { z } from 'zod'
import { keepWeightsSchema } from '#shared/contract/populations.ts'
import { refinementSteps } from '#shared/contract/refinements.ts'
import { reportDocumentSchema } from '#shared/contract/reports.ts'
import { spaceStates } from '#shared/contract/spaces.ts'
import { studyPlanSchema } from '#shared/contract/studies.ts'
import { designSpaceSchema } from '#shared/designspaces/designSpace.ts'
import { asWritten, isSentence, type Sentence } from '#shared/sentences/sentence.ts'
import { networkSchema } from '#shared/networks/network.ts'
import { eventKinds } from '#main/store/events.ts'

/** The newest bundle that this version reads. */
export const bundleFormatVersion = 1

const number = z.number()
const nullable = number.nullable()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.int().min(0)
/** A place in the list of the bundle that the name says, from 0. */
const place = z.int().min(0)

/** One that only a newer version knows stands as its key. Before there were sentences a reason was a text. */
const sentenceSchema = z.union([
  z.string().transform(asWritten),
  z
    .strictObject({ key: z.string(), values: z.record(z.string(), z.unknown()) })
    .transform((said): Sentence => (isSentence(said) ? said : asWritten(said.key))),
])

const epochSchema = z.strictObject({
  epoch: z.int().min(0),
  learningRate: number,
  /** NaN is written as null. */
  trainLoss: nullable,
  trainErrorPercent: number,
  validationLoss: nullable,
  validationErrorPercent: number,
  validationTop5ErrorPercent: nullable,
  validationErrors: z.int().min(0),
  emaValidationErrorPercent: nullable,
  imagesPerSecond: number,
  durationMs: number,
})

const runSchema = z.strictObject({
  network: networkSchema,
  seed: z.int().min(0),
  onnxruntimeVersion: z.string(),
  provider: z.string(),
  cpuFeatures: z.string(),
  /** Id of the lowering plan. */
  plan: z.string(),
  status: z.enum(['finished', 'diverged', 'failed', 'cancelled']),
  reason: sentenceSchema.nullable(),
  errorPercent: nullable,
  validationErrors: z.int().min(0).nullable(),
  validationCount: z.int().min(0).nullable(),
  digest: sha256.nullable(),
  pinned: z.boolean(),
  peakMemoryBytes: nullable,
  environment: z.strictObject({ onnxruntime: z.string(), node: z.string(), cpu: z.string() }).nullable(),
  tags: z.array(z.string()),
  note: z.string(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  epochs: z.array(epochSchema),
  /** A safetensors file in base64; absent: not in the bundle. */
  weights: z.base64().optional(),
})

const populationSchema = z.strictObject({
  name: z.string().min(1),
  space: place,
  seed: z.int().min(0),
  plan: studyPlanSchema,
  datasetHash: z.string(),
  keepWeights: keepWeightsSchema,
  createdAt: time,
  /** In the order of the sample. */
  runs: z.array(runSchema).min(1),
})

/** A study as a file: all that the lab knows of it but its data set, its losses per step and most weights. */
export const bundleSchema = z.strictObject({
  format: z.literal('regnet-lab-bench/study'),
  formatVersion: z.literal(bundleFormatVersion),
  study: z.strictObject({
    name: z.string().min(1),
    createdAt: time,
    plan: studyPlanSchema,
    classes: z.int().min(2),
    /** The study file that it was made from, if it was. */
    definition: z.unknown(),
    /** SHA-256 over the populations' digests; checked when the bundle is read. */
    digest: sha256,
  }),
  spaces: z.array(
    z.strictObject({
      parent: place.nullable(),
      definition: designSpaceSchema,
      state: z.enum(spaceStates),
      reason: z.string().nullable(),
      createdAt: time,
    }),
  ),
  populations: z.array(populationSchema),
  refinements: z.array(
    z.strictObject({
      space: place,
      refinedSpace: place.nullable(),
      step: z.enum(refinementSteps),
      state: z.record(z.string(), z.unknown()),
      decision: z.enum(['accepted', 'rejected']).nullable(),
      reason: z.string().nullable(),
      createdAt: time,
      changedAt: time,
    }),
  ),
  /** `populationIds` are places in `populations`, counted from 1. */
  reports: z.array(z.strictObject({ document: reportDocumentSchema, changedAt: time })),
  log: z.array(
    z.strictObject({
      /** Place of the population and position of the run; null: about the study. */
      run: z.tuple([place, place]).nullable(),
      kind: z.enum(eventKinds),
      data: z.record(z.string(), z.unknown()),
      at: time,
    }),
  ),
})
export type Bundle = z.infer<typeof bundleSchema>
