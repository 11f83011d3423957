import { LabError } from '#main/store/labError.ts'
import { programCommand } from './programCommand.ts'
import { UserError } from '#main/hosts/process/userError.ts'

/** Throws the error again; one of a damaged lab says which command shows what can be done about it. */
export function failWithRemedy(error: unknown, folder: string): never {
  if (!(error instanceof LabError) || error.code !== 'damaged') throw error
  throw new UserError(`${error.message}\nSee what can be done:\n  ${programCommand(['restore', folder])}`, 1, {
    cause: error,
  })
}
