import { isEnginesOwn } from '#shared/sentences/enginesOwn.ts'
import { DatasetError } from '#main/datasets/dataset.ts'
import { LabError } from '#main/store/labError.ts'

/** An error whose message is a sentence for the user; the program ends with `exitCode`. */
export class UserError extends Error {
  override name = 'UserError'
  readonly exitCode: number
  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** Wrong usage of the command line. */
export class UsageError extends UserError {
  override name = 'UsageError'
  constructor(message: string) {
    super(message, 2)
  }
}

/** The sentence for an error that says itself what the user can do, or undefined: something unexpected. */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UserError || error instanceof LabError || error instanceof DatasetError) return error.message
  if (error instanceof RangeError && !isEnginesOwn(error)) return error.message
  return systemSentence(error)
}

const systemSentences: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no ${path}. Check the path.`,
  EACCES: (path) => `There is no permission to use ${path}. Change its permissions or choose another place.`,
  EPERM: (path) => `There is no permission to use ${path}. Change its permissions or choose another place.`,
  EROFS: (path) => `Cannot write ${path}: its disk is read-only. Choose another place.`,
  ENOSPC: (path) => `The disk that holds ${path} is full. Free some space and start again.`,
  EDQUOT: (path) => `The disk quota for ${path} is used up. Free some space and start again.`,
  EISDIR: (path) => `${path} is a folder, and a file is needed here.`,
  ENOTDIR: (path) => `${path} cannot be reached: a part of the path is a file, not a folder.`,
  EEXIST: (path) => `${path} exists already. Choose another place.`,
}

function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, path } = error as NodeJS.ErrnoException
  return code === undefined || path === undefined ? undefined : systemSentences[code]?.(path)
}
