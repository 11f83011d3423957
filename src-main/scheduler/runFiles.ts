import { existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { adoptFile } from '#main/disk/writeAtomically.ts'
import { isOwnedFile, isOwnedFolder } from '#main/disk/owned.ts'
import { liesInside } from '#main/disk/ownedAt.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'

/** What the names of pilots' folders begin with. */
export const pilotPrefix = 'pilot-'

/** The stored path of all that the attempts of a run left behind. */
export const attemptsPath = (runId: number): string => `runs/${runId}`

/** The stored path of a run's final weights. */
export const weightsPathOf = (runId: number): string => `weights/run-${runId}.safetensors`

/** The folder of one attempt's checkpoints and weights, made if it is not there. */
export function attemptFolder(folder: string, runId: number, attempt: number): string {
  const path = join(folder, attemptsPath(runId), `attempt-${attempt}`)
  mkdirSync(path, { recursive: true })
  return path
}

/** A path as it is stored: relative to the lab's folder, with `/`, so that the folder can be moved. */
export function storedPath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

/**
 * Where a stored path is. Throws LabError 'damaged' for one that the program does not give to files of that run: a
 * database of somebody else's may name anything.
 */
export function fullPath(folder: string, stored: string, runId: number): string {
  const isOfRun = stored === weightsPathOf(runId) || stored.startsWith(`${attemptsPath(runId)}/`)
  if (isOfRun && isOwnedFile('lab', stored) && isPlain(folder, stored)) return join(folder, stored)
  throw new LabError('damaged', sentence('pathOutside', { path: stored, id: runId }))
}

/** Whether neither the file of a stored path nor a folder on the way is a link. One that is not there is plain. */
function isPlain(folder: string, stored: string): boolean {
  const names = stored.split('/')
  return names.every(
    (_, i) => !lstatSync(join(folder, ...names.slice(0, i + 1)), { throwIfNoEntry: false })?.isSymbolicLink(),
  )
}

/** Whether the file of a stored path is there, and is one of that run; false for null. */
export function isThere(folder: string, stored: string | null, runId: number): stored is string {
  if (stored === null) return false
  try {
    return existsSync(fullPath(folder, stored, runId))
  } catch {
    return false
  }
}

/** Where the final weights of a run are kept; the folder is made if it is not there. */
export function weightsFile(folder: string, runId: number): string {
  mkdirSync(join(folder, 'weights'), { recursive: true })
  return join(folder, weightsPathOf(runId))
}

/** The stored path of a run's final weights after their move out of the attempt's folder. */
export function adoptWeights(folder: string, runId: number, path: string): string {
  adoptFile(path, weightsFile(folder, runId))
  return weightsPathOf(runId)
}

/** Stored paths of what looks like files of runs, by its names: folders with attempts, and files of weights. */
export function filesThere(folder: string): { runs: string[]; weights: string[] } {
  const below = (path: string) =>
    liesInside(folder, `${path}/_`) ? readdirSync(join(folder, path)).map((name) => `${path}/${name}`) : []
  return {
    runs: below('runs').filter((run) => below(run).some((path) => isOwnedFolder('lab', path))),
    weights: below('weights').filter((path) => isOwnedFile('lab', path)),
  }
}
