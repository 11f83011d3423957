import { LabError } from '#main/store/labError.ts'
import { programCommand } from './programCommand.ts'
import { newLabRemedy } from '#main/hosts/process/newLab.ts'
import { UserError } from '#main/hosts/process/userError.ts'

/**
 * Rethrows the error with a remedy: for a damaged lab the command that shows what can be done, for a folder with
 * others' files how to create a lab there.
 */
export function failWithRemedy(error: unknown, folder: string): never {
  const remedy = newLabRemedy(error)
  if (remedy !== undefined) throw new UserError(`${(error as Error).message}\n${remedy}`, 1, { cause: error })
  if (!(error instanceof LabError) || error.code !== 'damaged') throw error
  throw new UserError(`${error.message}\nSee what can be done:\n  ${programCommand(['restore', folder])}`, 1, {
    cause: error,
  })
}
