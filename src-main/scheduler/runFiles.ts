import { existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { adoptFile } from '#main/disk/writeAtomically.ts'
import { isOwnedFile, isOwnedFolder } from '#main/disk/owned.ts'
import { liesInside } from '#main/disk/ownedAt.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'

/** Prefix of pilot folders. */
export const pilotPrefix = 'pilot-'

/** The stored path of everything the attempts of a run left behind. */
export const attemptsPath = (runId: number): string => `runs/${runId}`

/** The stored path of a run's final weights. */
export const weightsPathOf = (runId: number): string => `weights/run-${runId}.safetensors`

/** The folder for one attempt's checkpoints and weights, created if necessary. */
export function attemptFolder(folder: string, runId: number, attempt: number): string {
  const path = join(folder, attemptsPath(runId), `attempt-${attempt}`)
  mkdirSync(path, { recursive: true })
  return path
}

/** A path as stored: relative to the lab's folder and separated by `/`, so that the folder can be moved. */
export function storedPath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

/**
 * The full path of a stored path. Throws LabError 'damaged' unless it is a name of that run's files: a foreign database
 * may contain any path.
 */
export function fullPath(folder: string, stored: string, runId: number): string {
  const isOfRun = stored === weightsPathOf(runId) || stored.startsWith(`${attemptsPath(runId)}/`)
  if (isOfRun && isOwnedFile('lab', stored) && isPlain(folder, stored)) return join(folder, stored)
  throw new LabError('damaged', sentence('pathOutside', { path: stored, id: runId }))
}

/** Whether neither the file nor a folder on its stored path is a link. A missing file passes. */
function isPlain(folder: string, stored: string): boolean {
  const names = stored.split('/')
  return names.every(
    (_, i) => !lstatSync(join(folder, ...names.slice(0, i + 1)), { throwIfNoEntry: false })?.isSymbolicLink(),
  )
}

/** Whether the file of a stored path exists and belongs to that run; false for null. */
export function isThere(folder: string, stored: string | null, runId: number): stored is string {
  if (stored === null) return false
  try {
    return existsSync(fullPath(folder, stored, runId))
  } catch {
    return false
  }
}

/** Path of a run's final weights; the folder is created if necessary. */
export function weightsFile(folder: string, runId: number): string {
  mkdirSync(join(folder, 'weights'), { recursive: true })
  return join(folder, weightsPathOf(runId))
}

/** Moves a run's final weights out of the attempt's folder and returns their stored path. */
export function adoptWeights(folder: string, runId: number, path: string): string {
  adoptFile(path, weightsFile(folder, runId))
  return weightsPathOf(runId)
}

/** Stored paths that look like files of runs by their names: folders with attempts, and weights files. */
export function filesThere(folder: string): { runs: string[]; weights: string[] } {
  const below = (path: string) =>
    liesInside(folder, `${path}/_`) ? readdirSync(join(folder, path)).map((name) => `${path}/${name}`) : []
  return {
    runs: below('runs').filter((run) => below(run).some((path) => isOwnedFolder('lab', path))),
    weights: below('weights').filter((path) => isOwnedFile('lab', path)),
  }
}
