import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { buildableNetworkSchema } from '#shared/networks/buildable.ts'
import { limits } from '#shared/schema/limits.ts'
import { saying } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { recipeSchema, type Recipe } from '#shared/training/recipe.ts'
import { datasetSpecSchema, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { fileSchema, type BinaryFile } from './binary.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import type { Retraining } from './retraining.ts'
import { idSchema, oneSchema, type RunCounts } from './scope.ts'

/** What the populations of a study have in common, so that they can be compared. */
export const studyPlanSchema = z.strictObject({
  imageSize: z.int().min(8).max(1024),
  dataset: datasetSpecSchema,
  recipe: recipeSchema,
  /** Multiply-adds of one image, both ends included; null: any. */
  flops: z
    .strictObject({ low: z.number().min(0), high: z.number().positive() })
    .refine(({ low, high }) => low <= high, saying(sentence('endsSwapped')))
    .nullable(),
  /** Networks per population unless another number is asked for. */
  perSpace: z.int().min(1).max(10_000),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  provider: z.string().min(1),
  /** Name of a lowering plan; left out: that of the provider. */
  lowering: z.string().min(1).optional(),
})
export interface StudyPlan {
  imageSize: number
  dataset: DatasetSpec
  recipe: Recipe
  flops: { low: number; high: number } | null
  perSpace: number
  seed: number
  provider: string
  lowering?: string | undefined
}

export interface StudySummary {
  id: number
  name: string
  createdAt: number
  /** Of the last change. */
  changedAt: number
  /** Null: not in the trash. */
  trashedAt: number | null
  /** Whether it is the finished study that the program ships with. */
  isSample: boolean
  spaces: number
  populations: number
  runs: RunCounts
}

export interface StudyDetail extends StudySummary {
  plan: StudyPlan
  /** Number of classes of the data set. */
  classes: number
  /** SHA-256 over the populations' digests; null while runs are open. */
  digest: string | null
}

/** A space of the study that the program ships with, as its file has it. */
export interface SampleSpace {
  name: string
  /** Place among the spaces, from 0; null: a root of the lineage. */
  parent: number | null
  /** Of the finished runs of its last population, in percent. */
  errors: number[]
}

/** A study as a file, as it was written. */
export interface ExportedBundle {
  file: BinaryFile
  /** Runs whose weights are not in it though they were kept: their file is gone or damaged. */
  weightsLeftOut: number
}

/** A study that came from a file. */
export interface ImportedSummary extends StudySummary {
  /** Runs whose weights were kept and are missing or damaged in the file. */
  weightsLeftOut: number
}

/** A space as a run of its study has sampled it. */
export interface SampledSpace {
  populationId: number
  /** Its name. */
  space: string
  /** Networks of the population, and how many of them are new. */
  count: number
  added: number
  /** Share of draws that met the constraints and the window, in (0, 1]; null: nothing was drawn. */
  acceptanceRate: number | null
}

export interface RunStudyAnswer {
  /** Of the study. */
  id: number
  /** In the order of its file. */
  spaces: SampledSpace[]
}

const text = z.string().max(limits.textLength)
const name = z.string().trim().min(1).max(200)

export const studies = {
  /** All studies, the last changed first; those in the trash only if asked for. */
  list: reading.input(z.strictObject({ trashed: z.boolean().default(false) })).output(type<StudySummary[]>()),
  get: reading.input(oneSchema).output(type<StudyDetail>()),
  /** A new study with the first spaces of its lineage (design spaces as data, each refining the one before it). */
  create: procedure
    .input(z.strictObject({ name, plan: studyPlanSchema, spaces: z.array(z.unknown()).min(1).max(limits.spaces) }))
    .output(type<StudyDetail>()),
  /** A new study from a study file (YAML or JSON). */
  createFromFile: procedure.input(z.strictObject({ text })).output(type<StudyDetail>()),
  /** The same with every space sampled and its networks in the queue, which is started: all of it or nothing. */
  runFile: procedure.input(z.strictObject({ text })).output(type<RunStudyAnswer>()),
  /**
   * Brings every space of a study to as many networks as its plan asks for and starts the queue. `text`: its file where
   * that asks for more by now: networks, spaces behind those that are there; 'invalid' where it asks for anything else.
   * `spaceIds`: these spaces instead of those of its file.
   */
  run: procedure
    .input(
      z.strictObject({
        id: idSchema,
        text: text.optional(),
        spaceIds: z.array(idSchema).min(1).max(limits.spaces).optional(),
      }),
    )
    .output(type<RunStudyAnswer>()),
  /**
   * A new study of one network that was given and not sampled, to be trained with the plan's seed; the queue is started. The
   * network takes the classes of the data set and the size of its images.
   */
  trainNetwork: procedure
    .input(z.strictObject({ name, network: buildableNetworkSchema, plan: studyPlanSchema }))
    .output(type<{ id: number; runId: number }>()),
  /** `basedOn`: its name. */
  rename: procedure.input(z.strictObject({ id: idSchema, name, basedOn: basedOnSchema })).output(type<StudyDetail>()),
  /** Into the trash; its runs are paused. */
  trash: procedure.input(oneSchema).output(type<StudySummary>()),
  restore: procedure.input(oneSchema).output(type<StudySummary>()),
  /** Out of the trash for good, with weights and checkpoints. */
  remove: procedure.input(oneSchema),
  /** Writes a line into the study's log. */
  note: procedure.input(z.strictObject({ id: idSchema, text: z.string().trim().min(1).max(10_000) })),
  /** What the study that the program ships with holds, to look at before it is imported; empty where there is none. */
  sampleSpaces: reading.output(type<SampleSpace[]>()),
  /** The study that the program ships with, imported when it is not there yet. */
  openSample: procedure.output(type<StudySummary>()),
  /** The whole study as one file (.regbench). */
  exportBundle: reading
    .input(z.strictObject({ id: idSchema, weights: z.boolean().default(true) }))
    .output(type<ExportedBundle>()),
  /**
   * Trains `count` finished runs of the study again from their seeds, one after another, and compares what they come to
   * with what is recorded; `seed` draws them. Tells how far it is; the last has all. Ends when nobody listens.
   */
  retrain: reading
    .input(
      z.strictObject({
        id: idSchema,
        count: z.int().min(1).max(limits.runs),
        seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
      }),
    )
    .output(eventIterator(type<Retraining>())),
  importBundle: procedure.input(z.strictObject({ file: fileSchema })).output(type<ImportedSummary>()),
}
