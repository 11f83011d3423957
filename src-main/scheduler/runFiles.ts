import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const runsFolder = (folder: string) => join(folder, 'runs')
/** What the names of pilots' folders begin with. */
export const pilotPrefix = 'pilot-'
const weightsFolder = (folder: string) => join(folder, 'weights')

/** The folder of one attempt's checkpoints and weights, made if it is not there. */
export function attemptFolder(folder: string, runId: number, attempt: number): string {
  const path = join(runsFolder(folder), `${runId}`, `attempt-${attempt}`)
  mkdirSync(path, { recursive: true })
  return path
}

/** A path as it is stored: relative to the lab's folder, with `/`, so that the folder can be moved. */
export function storedPath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

/** Where a stored path is. */
export function fullPath(folder: string, stored: string): string {
  return join(folder, stored)
}

/** Whether the file of a stored path is there; false for null. */
export function isThere(folder: string, stored: string | null): stored is string {
  return stored !== null && existsSync(fullPath(folder, stored))
}

/** Where the final weights of a run are kept. */
export function weightsFile(folder: string, runId: number, extension = '.safetensors'): string {
  return join(weightsFolder(folder), `run-${runId}${extension}`)
}

/** The stored path of a run's final weights after their move out of the attempt's folder. */
export function adoptWeights(folder: string, runId: number, path: string): string {
  mkdirSync(weightsFolder(folder), { recursive: true })
  const kept = weightsFile(folder, runId, extname(path))
  renameSync(path, kept)
  return storedPath(folder, kept)
}

/** Removes the file or folder of a stored path, if it is there. */
export function removeStored(folder: string, stored: string): void {
  rmSync(fullPath(folder, stored), { recursive: true, force: true })
}

/** Removes every attempt's files of a run. */
export function removeAttempts(folder: string, runId: number): void {
  rmSync(join(runsFolder(folder), `${runId}`), { recursive: true, force: true })
}

/** Ids of the runs that have attempts' files, and the stored paths of all weights and of pilots' files. */
export function filesThere(folder: string): { runIds: number[]; weights: string[]; pilots: string[] } {
  const names = (path: string) => (existsSync(path) ? readdirSync(path) : [])
  return {
    runIds: names(runsFolder(folder))
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
    pilots: names(folder).filter((name) => name.startsWith(pilotPrefix)),
    weights: names(weightsFolder(folder)).map((name) => storedPath(folder, join(weightsFolder(folder), name))),
  }
}
