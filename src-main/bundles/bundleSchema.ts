import { z } from 'zod'
import { endingSchema } from '#shared/contract/ending.ts'
import { eventKinds } from '#shared/contract/events.ts'
import { originSchema, runOriginSchema } from '#shared/contract/origin.ts'
import { keepWeightsSchema } from '#shared/contract/populations.ts'
import { refinementSteps } from '#shared/contract/refinements.ts'
import { reportDocumentSchema } from '#shared/contract/reports.ts'
import { spaceStates } from '#shared/contract/spaces.ts'
import { studyPlanSchema } from '#shared/contract/studies.ts'
import { measuredTimeSchema, timingConditionsSchema } from '#shared/contract/timings.ts'
import { designSpaceSchema } from '#shared/designspaces/designSpace.ts'
import { drawSchema } from '#shared/designspaces/sampling/draw.ts'
import { limits } from '#shared/schema/limits.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { nameSchema } from '#shared/schema/plainName.ts'
import { storedSentence } from '#shared/schema/storedSentence.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { networkSchema } from '#shared/networks/network.ts'
import { epochReportSchema } from '#shared/training/epochMetrics.ts'
import { recipeDrawSchema } from '#shared/training/recipeSweep.ts'
import { bundledInspectionSchema } from './bundledInspection.ts'
import { sealSchema } from './seal.ts'

/**
 * The version of bundles written, and the newest that can be read. Version 2 added `weightsLeftOut`; 3 the seal,
 * `draw`, excluded runs and grown populations; 4 refers to runs and refinements by index everywhere; 5 added `origin`,
 * of what was trained elsewhere, `timings`, `ending`, of populations that may end early, `sweep` and `recipeDraw`, of recipes
 * drawn for each run, and `inspection`, of networks that were looked into.
 */
export const bundleFormatVersion = 5

const number = z.number()
const atLeast0 = number.min(0)
const percent = number.min(0).max(100)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const time = z.int().min(0).max(limits.time)
const word = z.string().max(limits.word)
const note = z.string().max(limits.note)
/** An index, from 0, into the bundle's list that the field names. */
const place = z.int().min(0)

/** JSON of any form, up to a size limit. */
const freeForm = <S extends z.ZodType>(schema: S) =>
  schema.refine(
    (value) => (JSON.stringify(value) ?? '').length <= limits.freeForm,
    issueMessage(sentence('freeFormTooLong', { limit: limits.freeForm })),
  )
const freeRecord = freeForm(z.record(z.string(), z.unknown()))

/** Adds size limits to what the network schema accepts. */
const boundedNetworkSchema = networkSchema.superRefine(({ stages }, context) => {
  if (stages.length > limits.stages) {
    context.addIssue({
      code: 'custom',
      path: ['stages'],
      ...issueMessage(sentence('tooLong', { limit: limits.stages })),
    })
  }
  const deep = stages.findIndex(({ depth }) => depth > limits.stageDepth)
  if (deep < 0) return
  const path = ['stages', deep, 'depth']
  context.addIssue({ code: 'custom', path, ...issueMessage(sentence('atMost', { limit: limits.stageDepth })) })
})

const timingSchema = z.strictObject({ conditions: timingConditionsSchema, time: measuredTimeSchema, measuredAt: time })

const runSchema = z.strictObject({
  network: boundedNetworkSchema,
  /** Absent if unknown. */
  draw: drawSchema.optional(),
  /** The values drawn for its recipe; absent unless its plan draws some. */
  recipeDraw: recipeDrawSchema.optional(),
  seed: z.int().min(0),
  onnxruntimeVersion: word,
  provider: word,
  cpuFeatures: word,
  /** Id of the lowering plan. */
  plan: word,
  status: z.enum(['finished', 'diverged', 'failed', 'cancelled']),
  reason: freeForm(storedSentence).nullable(),
  errorPercent: percent.nullable(),
  validationErrors: z.int().min(0).nullable(),
  validationCount: z.int().min(0).nullable(),
  digest: sha256.nullable(),
  pinned: z.boolean(),
  peakMemoryBytes: atLeast0.nullable(),
  environment: z.strictObject({ onnxruntime: word, node: word, cpu: word, device: word.optional() }).nullable(),
  tags: z.array(word).max(limits.tags),
  note,
  /** Why the run was excluded; absent if it was not. */
  exclusion: word.min(1).optional(),
  /** What its file says of it, if it was trained elsewhere. */
  origin: runOriginSchema.optional(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  epochs: z.array(epochReportSchema).max(limits.epochs),
  /** Measured times of the network; absent if there are none. */
  timings: z.array(timingSchema).max(limits.timings).optional(),
  /** What its network gets wrong; absent if it was not looked into. */
  inspection: bundledInspectionSchema.optional(),
  /** A safetensors file in base64; absent if not in the bundle. */
  weights: z.base64().optional(),
  /** Set if weights were kept but their file was missing or damaged when the bundle was written. */
  weightsLeftOut: z.literal(true).optional(),
})

const populationSchema = z.strictObject({
  name: nameSchema,
  space: place,
  seed: z.int().min(0),
  plan: studyPlanSchema,
  datasetHash: word,
  keepWeights: keepWeightsSchema,
  /** Where it was brought in from, if its networks were trained elsewhere. */
  origin: originSchema.optional(),
  /** Whether it may end once its comparisons are decided, and whether it has; absent: it may not. */
  ending: endingSchema.optional(),
  createdAt: time,
  /** In sample order. */
  runs: z.array(runSchema).min(1).max(limits.runs),
})

/** A study as a file: everything the lab knows about it except its data set, its losses per step and most weights. */
export const bundleSchema = z.strictObject({
  format: z.literal('regnet-lab-bench/study'),
  formatVersion: z.literal([1, 2, 3, 4, bundleFormatVersion]),
  study: z.strictObject({
    name: nameSchema,
    createdAt: time,
    plan: studyPlanSchema,
    classes: z.int().min(2),
    /** The study file it was created from, if any. */
    definition: freeForm(z.unknown()),
    /** SHA-256 over the populations' digests; checked on reading. */
    digest: sha256,
  }),
  spaces: z
    .array(
      z.strictObject({
        parent: place.nullable(),
        definition: designSpaceSchema,
        state: z.enum(spaceStates),
        reason: note.nullable(),
        createdAt: time,
      }),
    )
    .max(limits.spaces),
  populations: z.array(populationSchema).max(limits.populations),
  refinements: z
    .array(
      z.strictObject({
        space: place,
        refinedSpace: place.nullable(),
        step: z.enum(refinementSteps),
        state: freeRecord,
        decision: z.enum(['accepted', 'rejected']).nullable(),
        reason: note.nullable(),
        createdAt: time,
        changedAt: time,
      }),
    )
    .max(limits.refinements),
  /**
   * `populationIds`, of a document and of its figures, are indices into `populations`, counted from 1; so is the
   * parameter `run` of a figure among the runs of all populations.
   */
  reports: z.array(z.strictObject({ document: reportDocumentSchema, changedAt: time })).max(limits.reports),
  log: z
    .array(
      z.strictObject({
        /** Index of the population and position of the run; null for events of the study. */
        run: z.tuple([place, place]).nullable(),
        kind: z.enum(eventKinds),
        data: freeRecord,
        at: time,
      }),
    )
    .max(limits.logLines),
  /** Absent before version 3. */
  seal: sealSchema.optional(),
})
export type Bundle = z.infer<typeof bundleSchema>
export type BundledPopulation = Bundle['populations'][number]
export type BundledRun = BundledPopulation['runs'][number]
