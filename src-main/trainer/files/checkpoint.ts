import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { NamedTensors } from '#shared/lowering/packing.ts'
import { sentence, ValueError } from '#shared/sentences/sentence.ts'
import type { EpochMetrics } from '#shared/training/epochMetrics.ts'
import type { TrainJob } from '../messages.ts'
import { readTensorFile, TensorFileError, writeTensorFile, type FileTensor } from './tensorFile.ts'

/** A checkpoint that its run cannot resume from: damaged, missing, of another version or of another run. */
export class CheckpointError extends ValueError {}

/** Increment it when the contents of a checkpoint change; older files are then refused. */
const version = 1

const format = 'regnet-lab-bench checkpoint'
const keys = ['format', 'version', 'runId', 'attempt', 'identity', 'progress']

/** Progress of a run. */
export interface Progress {
  /** Completed epochs. */
  epoch: number
  /** Completed steps of the current epoch. */
  step: number
  /** Misclassified training images since the last report. */
  trainErrors: number
  /** Training losses of the steps since the last report. */
  losses: number[]
  /** Training time in milliseconds since the last report. */
  trainMs: number
  /** Reports so far. */
  metrics: EpochMetrics[]
  /** Steps that loss scaling had skipped at the last report; only in mixed precision. */
  skipped?: number | undefined
}

/**
 * State tensors in reference layout, so that a checkpoint survives a change of plan; also those of the average, if
 * there is one.
 */
export interface CheckpointState {
  tensors: Map<string, FileTensor>
  average: Map<string, FileTensor> | null
}

/** A checkpoint as read. */
export interface Checkpoint {
  progress: Progress
  tensors: NamedTensors
  average: NamedTensors
}

/**
 * SHA-256 of everything that determines a run's bits, except its device; a checkpoint with any other identity is
 * refused.
 */
export function runIdentity(job: TrainJob, datasetHash: string, onnxruntime: string): string {
  const { seed, recipe, network, provider, plan } = job
  const parts = { seed, recipe, network, datasetHash, onnxruntime, provider, plan }
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

const averaged = 'average/'

/** Everything that determines a run's bits: `runIdentity`, and the device as `deviceOf` words it. */
export interface Origin {
  identity: string
  device: string | null
}

/** Writes a checkpoint into the job's folder and returns its path. */
export function writeCheckpoint(
  job: TrainJob,
  { identity, device }: Origin,
  progress: Progress,
  state: CheckpointState,
): string {
  const path = join(job.checkpointFolder, `checkpoint-${progress.epoch}-${progress.step}.safetensors`)
  const average = [...(state.average ?? [])].map(([name, tensor]) => [averaged + name, tensor] as const)
  writeTensorFile(path, new Map([...state.tensors, ...average]), {
    format,
    version: `${version}`,
    runId: `${job.runId}`,
    attempt: `${job.attempt}`,
    identity,
    ...(device !== null && { device }),
    progress: JSON.stringify(progress),
  })
  return path
}

const count = z.int().min(0)
const progressSchema = z.strictObject({
  epoch: count,
  step: count,
  trainErrors: count,
  losses: z.array(z.number()),
  trainMs: z.number(),
  metrics: z.array(z.custom<EpochMetrics>((value) => typeof value === 'object' && value !== null)),
  skipped: count.optional(),
})

/**
 * Progress and state of a checkpoint. Throws CheckpointError if it does not belong to the run, or comes from another
 * device or driver; older ones do not tell theirs.
 */
export function readCheckpoint(path: string, { identity, device }: Origin): Checkpoint {
  const { tensors, metadata } = readChecked(path)
  const { version: found = '', progress } = metadata
  if (metadata['format'] !== format || found !== `${version}`)
    throw new CheckpointError(sentence('checkpointOfVersion', { path, found, known: version }))
  if (metadata['identity'] !== identity) throw new CheckpointError(sentence('checkpointOfOther', { path }))
  const was = metadata['device']
  if (was !== undefined && device !== null && was !== device)
    throw new CheckpointError(sentence('checkpointOfDevice', { was, device }))
  const data = [...tensors].map(([name, tensor]) => [name, tensor.data] as const)
  return {
    progress: readProgress(path, progress),
    tensors: new Map(data.filter(([name]) => !name.startsWith(averaged))),
    average: new Map(
      data.filter(([name]) => name.startsWith(averaged)).map(([name, values]) => [name.slice(averaged.length), values]),
    ),
  }
}

function readChecked(path: string): ReturnType<typeof readTensorFile> {
  try {
    return readTensorFile(path, keys)
  } catch (error) {
    if (error instanceof TensorFileError) throw new CheckpointError(error.sentence, { cause: error })
    throw error
  }
}

function readProgress(path: string, text = ''): Progress {
  try {
    return progressSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new CheckpointError(sentence('tensorFileDamaged', { path }), { cause: error })
  }
}
