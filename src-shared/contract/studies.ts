import { regimeKeys, type RegimeKey } from '#shared/designspaces/regimeKeys.ts'
import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { buildableNetworkSchema } from '#shared/networks/buildable.ts'
import { limits } from '#shared/schema/limits.ts'
import { issueMessage } from '#shared/schema/parseStrictly.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { halvingSchema, type Halving } from '#shared/training/halving.ts'
import { recipeSchema, type Recipe } from '#shared/training/recipe.ts'
import { recipeSweepSchema, requireFittingSweep, type RecipeSweep } from '#shared/training/recipeSweep.ts'
import { datasetSpecSchema, type DatasetSpec } from '#shared/datasets/datasetSpec.ts'
import { fileSchema, type BinaryFile } from './binary.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'
import { resultsImportSchema, resultsPreviewSchema, type ResultsPreview } from './results.ts'
import type { Retraining } from './retraining.ts'
import { idSchema, oneSchema, type RunCounts } from './scope.ts'

/** The settings shared by a study's populations, so that they can be compared. */
export const studyPlanSchema = z
  .strictObject({
    imageSize: z.int().min(8).max(1024),
    dataset: datasetSpecSchema,
    recipe: recipeSchema,
    /** Values of the recipe that are drawn for each run instead. */
    sweep: recipeSweepSchema.optional(),
    /** Window of multiply-adds per image, both ends included; null: any. */
    flops: z
      .strictObject({ low: z.number().min(0), high: z.number().positive() })
      .refine(({ low, high }) => low <= high, issueMessage(sentence('endsSwapped')))
      .nullable(),
    /** Default number of networks per population. */
    perSpace: z.int().min(1).max(10_000),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    provider: z.string().min(1),
    /** Name of a lowering plan; if absent, the provider's default. */
    lowering: z.string().min(1).optional(),
    /** Set if its networks were listed instead of sampled. */
    listed: z.literal(true).optional(),
    /** What the population's study varies on purpose, so that its populations are compared over it. */
    varied: z.array(z.enum(regimeKeys)).optional(),
    /** Set if populations drop their worst networks early; they are then not compared. */
    halving: halvingSchema.optional(),
  })
  .superRefine(requireFittingSweep)
export interface StudyPlan {
  imageSize: number
  dataset: DatasetSpec
  recipe: Recipe
  sweep?: RecipeSweep | undefined
  flops: { low: number; high: number } | null
  perSpace: number
  seed: number
  provider: string
  lowering?: string | undefined
  listed?: true | undefined
  varied?: RegimeKey[] | undefined
  halving?: Halving | undefined
}

export interface StudySummary {
  id: number
  name: string
  createdAt: number
  /** Time of the last change. */
  changedAt: number
  /** Null: not in the trash. */
  trashedAt: number | null
  /** Whether it is the finished study shipped with the program. */
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
  /**
   * Number of networks that the study's file asks for of each space, by the id of its definition, if its file has lists of
   * networks or regimes; of any other space it is the plan's.
   */
  networksOf?: Record<string, number>
}

/** A space of the study shipped with the program, as in its file. */
export interface SampleSpace {
  name: string
  /** Index of its parent among the spaces, from 0; null: a root of the lineage. */
  parent: number | null
  /** Errors of the finished runs of its last population, in percent. */
  errors: number[]
}

/** An exported study. */
export interface ExportedBundle {
  file: BinaryFile
  /** Number of runs whose kept weights were left out, because their file is missing or damaged. */
  weightsLeftOut: number
}

/** An imported study. */
export interface ImportedSummary extends StudySummary {
  /** Number of runs whose kept weights are missing or damaged in the file. */
  weightsLeftOut: number
}

/** A population as sampled by running its study. */
export interface SampledSpace {
  populationId: number
  /** The name of the space or list, and of its regime if that is not the study's own. */
  space: string
  /** Number of networks of the population, and how many of them are new. */
  count: number
  added: number
  /** Share of draws that met the constraints and the FLOPs window, in (0, 1]; null: nothing was drawn. */
  acceptanceRate: number | null
}

export interface RunStudyAnswer {
  /** Id of the study. */
  id: number
  /** In the order of its file. */
  spaces: SampledSpace[]
}

const text = z.string().max(limits.textLength)
const name = z.string().trim().min(1).max(200)

export const studies = {
  /** All studies, latest changed first; those in the trash only on request. */
  list: reading.input(z.strictObject({ trashed: z.boolean().default(false) })).output(type<StudySummary[]>()),
  get: reading.input(oneSchema).output(type<StudyDetail>()),
  /** Creates a study from a study file (YAML or JSON). */
  createFromFile: procedure.input(z.strictObject({ text })).output(type<StudyDetail>()),
  /** The same, but also samples every space, queues its networks and starts the queue: all or nothing. */
  runFile: procedure.input(z.strictObject({ text })).output(type<RunStudyAnswer>()),
  /**
   * Grows every space of a study to the number of networks in its plan and starts the queue. `text`: its file, if that
   * now asks for more networks, or for spaces after the existing ones; 'invalid' if it asks for anything else.
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
   * Creates a study of one given, not sampled network, trained with the plan's seed, and starts the queue. The network
   * gets the classes and image size of the data set.
   */
  trainNetwork: procedure
    .input(z.strictObject({ name, network: buildableNetworkSchema, plan: studyPlanSchema }))
    .output(type<{ id: number; runId: number }>()),
  /** `basedOn`: its name. */
  rename: procedure.input(z.strictObject({ id: idSchema, name, basedOn: basedOnSchema })).output(type<StudyDetail>()),
  /** Moves it to the trash; pauses its runs. */
  trash: procedure.input(oneSchema).output(type<StudySummary>()),
  restore: procedure.input(oneSchema).output(type<StudySummary>()),
  /** Permanently deletes it from the trash, with weights and checkpoints. */
  remove: procedure.input(oneSchema),
  /** Adds a note to the study's log. */
  note: procedure.input(z.strictObject({ id: idSchema, text: z.string().trim().min(1).max(10_000) })),
  /** The spaces of the study shipped with the program, to preview before importing it; empty if there is none. */
  sampleSpaces: reading.output(type<SampleSpace[]>()),
  /** The study shipped with the program, imported if it does not exist yet. */
  openSample: procedure.output(type<StudySummary>()),
  /** The whole study as one file (.regbench). */
  exportBundle: reading
    .input(z.strictObject({ id: idSchema, weights: z.boolean().default(true) }))
    .output(type<ExportedBundle>()),
  /**
   * Retrains `count` finished runs of the study from their seeds, one after another, and compares the outcomes with the
   * recorded ones; `seed` determines which. Reports progress; the last report has all outcomes. Stops when nobody
   * listens.
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
  /** What a file of results made elsewhere holds; 'invalid' if it is no such file. Stores nothing. */
  previewResults: reading.input(resultsPreviewSchema).output(type<ResultsPreview>()),
  /** A new study of networks trained elsewhere. */
  importResults: procedure.input(resultsImportSchema).output(type<StudySummary>()),
  importBundle: procedure.input(z.strictObject({ file: fileSchema })).output(type<ImportedSummary>()),
}
