import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { NamedTensors } from '#shared/lowering/packing.ts'
import type { EpochMetrics, TrainJob } from './messages.ts'
import { readTensorFile, writeTensorFile, type FileTensor } from './tensorFile.ts'

/** Raised when what a checkpoint holds changes; older files are then refused. */
const version = 1

/** How far a run is. */
export interface Progress {
  /** Epochs done. */
  epoch: number
  /** Steps done of the epoch under way. */
  step: number
  /** Wrong training images since the last report. */
  trainErrors: number
  /** Training losses of the steps since the last report. */
  losses: number[]
  /** Time spent on training steps since the last report. */
  trainMs: number
  /** Reports so far. */
  metrics: EpochMetrics[]
}

/** State tensors in reference layout, so that a checkpoint survives a change of plan, and the average's if there is one. */
export interface CheckpointState {
  tensors: Map<string, FileTensor>
  average: Map<string, FileTensor> | null
}

/** SHA-256 of what decides a run's bits: a checkpoint of anything else is refused. */
export function runIdentity(job: TrainJob, datasetHash: string, onnxruntime: string): string {
  const { seed, recipe, network, provider, plan } = job
  const parts = { seed, recipe, network, datasetHash, onnxruntime, provider, plan }
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

const averaged = 'average/'

/** Writes a checkpoint into the job's folder and returns its path. */
export function writeCheckpoint(job: TrainJob, identity: string, progress: Progress, state: CheckpointState): string {
  const path = join(job.checkpointFolder, `checkpoint-${progress.epoch}-${progress.step}.safetensors`)
  const average = [...(state.average ?? [])].map(([name, tensor]) => [averaged + name, tensor] as const)
  writeTensorFile(path, new Map([...state.tensors, ...average]), {
    format: 'regnet-lab-bench checkpoint',
    version: `${version}`,
    runId: `${job.runId}`,
    attempt: `${job.attempt}`,
    identity,
    progress: JSON.stringify(progress),
  })
  return path
}

/** Progress and state of a checkpoint. Throws RangeError when it is damaged, of another version or of another run. */
export function readCheckpoint(
  path: string,
  identity: string,
): { progress: Progress; tensors: NamedTensors; average: NamedTensors } {
  const file = readTensorFile(path)
  const { metadata } = file
  if (metadata['format'] !== 'regnet-lab-bench checkpoint' || metadata['version'] !== `${version}`)
    throw new RangeError(
      `${path} is a checkpoint of another version (${metadata['version'] ?? 'none'}, this program reads ${version}): start the run over.`,
    )
  if (metadata['identity'] !== identity)
    throw new RangeError(`${path} belongs to another run, recipe, data set or plan: start the run over.`)
  const data = [...file.tensors].map(([name, tensor]) => [name, tensor.data] as const)
  return {
    progress: JSON.parse(metadata['progress']!) as Progress,
    tensors: new Map(data.filter(([name]) => !name.startsWith(averaged))),
    average: new Map(
      data.filter(([name]) => name.startsWith(averaged)).map(([name, values]) => [name.slice(averaged.length), values]),
    ),
  }
}
