import { LabError } from '#main/store/labError.ts'
import { programCommand } from './programCommand.ts'
import { newLabRemedy } from '#main/hosts/process/newLab.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { errorText, t } from '#main/hosts/process/language.ts'

/**
 * Throws the error again; one of a damaged lab says which command shows what can be done about it, one of a folder with files
 * of others how a lab is made there all the same.
 */
export function failWithRemedy(error: unknown, folder: string): never {
  const remedy = newLabRemedy(error)
  if (remedy !== undefined) throw new UserError(`${errorText(error)}\n${remedy}`, 1, { cause: error })
  if (!(error instanceof LabError) || error.code !== 'damaged') throw error
  const command = programCommand(['restore', folder])
  throw new UserError(t('terminal.seeWhat', { said: errorText(error), command }), 1, { cause: error })
}
