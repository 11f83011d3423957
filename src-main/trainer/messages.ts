import type { Network } from '#shared/networks/network.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { Recipe } from '#shared/training/recipe.ts'

/** What to train on: an opaque JSON object to the lab; src-main/datasets gives it its meaning. */
export type OpaqueDatasetSpec = Readonly<Record<string, unknown>>

/** One attempt at one run. Everything that decides the result's bits is here; the rest says where files go. */
export interface TrainJob {
  runId: number
  /** Counts the starts of a run from 1; every message and checkpoint path carries it. */
  attempt: number
  seed: number
  network: Network
  recipe: Recipe
  dataset: OpaqueDatasetSpec
  /** Of the images that the run was made for: on others it fails. */
  datasetHash: string
  provider: string
  /** Id of the lowering plan: never chosen again on resume. */
  plan: string
  /** The checkpoint from which to go on; null: from the beginning. */
  checkpointPath: string | null
  /** Folder of this attempt's files; exists already. The lab removes it after the run. */
  checkpointFolder: string
  /** Whether the final weights are to be written into checkpointFolder. */
  keepWeights: boolean
}

/** What a run that came to its end gives. */
export interface RunResult {
  /** Top-1 error on the validation split after the last epoch, with EMA weights if EMA is on. */
  errorPercent: number
  validationErrors: number
  validationCount: number
  /** SHA-256 in hex over metrics (without times) and final weights. */
  digest: string
  /** Null: weights were not asked for. */
  weightsPath: string | null
  /** Of the process while it made the last attempt. */
  peakMemoryBytes: number
  environment: { onnxruntime: string; node: string; cpu: string }
}

/** Names one attempt at a run. */
export interface AttemptKey {
  runId: number
  attempt: number
}

/**
 * How the lab asks for an attempt's end. `pause` and `cancel` take effect within one step, `pauseAfterEpoch` when the
 * epoch under way is done; the last epoch ends the run instead.
 */
export type StopRequest = 'pause' | 'pauseAfterEpoch' | 'cancel'

/**
 * What the lab tells a trainer. `goOn` takes a request to stop back. All but `train` are ignored by a trainer that is
 * not at that attempt. A trainer ends when the channel closes.
 */
export type LabMessage = { type: 'train'; job: TrainJob } | ({ type: StopRequest | 'goOn' } & AttemptKey)

/** Where an attempt is: told twice a second at most, stored nowhere. */
export interface TrainProgress {
  /** The epoch under way, from 0. */
  epoch: number
  /** Steps done of it, of `steps`. */
  step: number
  steps: number
  /** Of the steps since the last report. */
  imagesPerSecond: number
  /** What training takes of an epoch, by all steps since the last report of one. */
  epochMs: number
  /** Of the process since the attempt began. */
  peakMemoryBytes: number
}

/** What a trainer tells about its attempt. `finished` to `checkpointRefused` end the attempt: the trainer then waits for a job. */
export type AttemptMessage =
  | ({ type: 'progress'; progress: TrainProgress } & AttemptKey)
  | ({ type: 'epoch'; epoch: number; metrics: EpochMetrics; stepLosses: Float32Array } & AttemptKey)
  /** `epoch`: how many epochs lie in the checkpoint. Sent when the file is synced under its final name. */
  | ({ type: 'checkpoint'; epoch: number; path: string } & AttemptKey)
  | ({ type: 'finished'; result: RunResult } & AttemptKey)
  | ({ type: 'diverged'; epoch: number; step: number; reason: Sentence } & AttemptKey)
  /** `path`: the checkpoint to go on from; null: nothing was done yet. */
  | ({ type: 'paused'; path: string | null } & AttemptKey)
  | ({ type: 'cancelled' } & AttemptKey)
  /**
   * `code`: the system's code (ENOSPC, EROFS, EACCES), given only when a checkpoint or weights could not be written:
   * then the queue stops and the run keeps its place. Without it the run itself has failed and is not retried.
   */
  | ({ type: 'failed'; reason: Sentence; code?: string } & AttemptKey)
  /** Nothing was done: the run cannot go on from the checkpoint that it was given, and is to start over. */
  | ({ type: 'checkpointRefused'; reason: Sentence } & AttemptKey)

/** What a trainer tells the lab: `ready` once, when it can take a job, then its attempts. */
export type TrainerMessage = { type: 'ready'; pid: number } | AttemptMessage
