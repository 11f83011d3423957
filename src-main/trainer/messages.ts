import type { Network } from '#shared/networks/network.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { Recipe } from '#shared/training/recipe.ts'

/** The data set to train on: an opaque JSON object for the lab, interpreted by src-main/datasets. */
export type OpaqueDatasetSpec = Readonly<Record<string, unknown>>

/** One attempt at one run. Contains everything that determines the result's bits, plus where files go. */
export interface TrainJob {
  runId: number
  /** Counts the starts of a run from 1; part of every message and checkpoint path. */
  attempt: number
  seed: number
  network: Network
  recipe: Recipe
  dataset: OpaqueDatasetSpec
  /** Hash of the images the run was created for; it fails on others. */
  datasetHash: string
  provider: string
  /** Id of the lowering plan; never changed on resume. */
  plan: string
  /** The checkpoint to resume from; null to start from scratch. */
  checkpointPath: string | null
  /** Existing folder for the files of this attempt. The lab removes it after the run. */
  checkpointFolder: string
  /** Whether to write the final weights into checkpointFolder. */
  keepWeights: boolean
  /** Bytes of its device's memory that each of its sessions may take, which changes no bits; absent: all there is. */
  memoryBytes?: number | undefined
}

/** Result of a finished run. */
export interface RunResult {
  /** Top-1 error on the validation split after the last epoch, with EMA weights if EMA is on. */
  errorPercent: number
  validationErrors: number
  validationCount: number
  /** SHA-256 in hex over metrics (without times) and final weights. */
  digest: string
  /** Null if weights were not requested. */
  weightsPath: string | null
  /** Of the process during the last attempt, including other runs in it. */
  peakMemoryBytes: number
  /** `device`: where the last attempt trained if not on the CPU, with the driver; absent if unknown. */
  environment: { onnxruntime: string; node: string; cpu: string; device?: string | undefined }
  /** Steps of the run, and those of them that loss scaling skipped; only in mixed precision. */
  scaling?: { steps: number; skipped: number }
}

/** Identifies one attempt at a run. */
export interface AttemptKey {
  runId: number
  attempt: number
}

/**
 * How the lab ends an attempt. `pause` and `cancel` take effect after the current chunk of steps (see ChunkLength),
 * `pauseAfterEpoch` at the end of the current epoch, unless it is the last, which finishes the run.
 */
export type StopRequest = 'pause' | 'pauseAfterEpoch' | 'cancel'

/**
 * Messages from the lab to a trainer. `goOn` withdraws a stop request. A trainer works on every job it
 * was given at once and ignores messages for other attempts. It exits when the channel closes.
 */
export type LabMessage = { type: 'train'; job: TrainJob } | ({ type: StopRequest | 'goOn' } & AttemptKey)

/** Progress of an attempt, sent at most twice a second and not stored. */
export interface TrainProgress {
  /** The current epoch, from 0. */
  epoch: number
  /** Completed steps of it, out of `steps`. */
  step: number
  steps: number
  /** Over the steps since the last report. */
  imagesPerSecond: number
  /** Estimated training time of an epoch, from all steps since the last epoch report. */
  epochMs: number
  /** Of the process since the attempt began. */
  peakMemoryBytes: number
}

/**
 * Messages from a trainer about one of its attempts. `finished` to `checkpointRefused` end the attempt; the trainer then
 * takes another job.
 */
export type AttemptMessage =
  | ({ type: 'progress'; progress: TrainProgress } & AttemptKey)
  | ({ type: 'epoch'; epoch: number; metrics: EpochMetrics; stepLosses: Float32Array } & AttemptKey)
  /** `epoch`: number of epochs in the checkpoint. Sent once the file is synced under its final name. */
  | ({ type: 'checkpoint'; epoch: number; path: string } & AttemptKey)
  | ({ type: 'finished'; result: RunResult } & AttemptKey)
  | ({ type: 'diverged'; epoch: number; step: number; reason: Sentence } & AttemptKey)
  /** `path`: the checkpoint to resume from; null if nothing was done yet. */
  | ({ type: 'paused'; path: string | null } & AttemptKey)
  | ({ type: 'cancelled' } & AttemptKey)
  /**
   * `code`: the system error code (ENOSPC, EROFS, EACCES), present only if a checkpoint or weights could not be
   * written: the queue then stops and the run keeps its position. Without it, the run itself failed and is not retried.
   */
  | ({ type: 'failed'; reason: Sentence; code?: string } & AttemptKey)
  /** The provider could not allocate memory, perhaps only because of other runs. */
  | ({ type: 'outOfMemory'; reason: Sentence } & AttemptKey)
  /** Nothing was done: the run cannot resume from the given checkpoint and must start over. */
  | ({ type: 'checkpointRefused'; reason: Sentence } & AttemptKey)

type Failure = Extract<AttemptMessage, { type: 'failed' | 'diverged' | 'outOfMemory' }>

/** Whether a message says that an attempt ended without a result, with the reason. */
export const isFailure = (message: AttemptMessage): message is Failure =>
  message.type === 'failed' || message.type === 'diverged' || message.type === 'outOfMemory'

/** Messages from a trainer to the lab: `ready` once, when it can take a job, then messages about its attempts. */
export type TrainerMessage = { type: 'ready'; pid: number } | AttemptMessage
