import { LabError } from '#main/store/labError.ts'
import { programCommand } from './programCommand.ts'
import { newLabRemedy } from '#main/hosts/process/newLab.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { errorText, t } from '#main/hosts/process/language.ts'

/**
 * Rethrows the error with a remedy: for a damaged lab the command that shows what can be done, for a folder with
 * others' files how to create a lab there.
 */
export function failWithRemedy(error: unknown, folder: string): never {
  const remedy = newLabRemedy(error)
  if (remedy !== undefined) throw new UserError(`${errorText(error)}\n${remedy}`, 1, { cause: error })
  if (!(error instanceof LabError) || error.code !== 'damaged') throw error
  const command = programCommand(['restore', folder])
  throw new UserError(t('terminal.seeWhat', { said: errorText(error), command }), 1, { cause: error })
}
