import { readFileSync, statSync } from 'node:fs'
import { limits } from '#shared/schema/limits.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'

/** The bytes of a study as a file (.regbench). Throws UserError if it is missing, no regular file or too large. */
export function readBundleBytes(file: string): Buffer {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new UserError(t('terminal.fileMissing', { file }))
  if (!found.isFile()) throw new UserError(t('terminal.notRegularBundle', { file }))
  if (found.size > limits.packedBytes)
    throw new UserError(t('terminal.bundleTooLarge', { file, megabytes: limits.packedBytes / 2 ** 20 }))
  return readFileSync(file)
}
