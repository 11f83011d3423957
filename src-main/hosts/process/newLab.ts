import { LabError } from '#main/store/labError.ts'
import { t } from './language.ts'

/** What `--new-lab` does, as every help says it. */
export const newLabHelp = 'makes a lab beside the files that are there; they are left alone'

/** What a program says of a folder in which files of others lie, besides that they do; undefined: the error is another one. */
export function newLabRemedy(error: unknown): string | undefined {
  const isOfOthers = error instanceof LabError && error.sentence.key === 'folderOfOthers'
  return isOfOthers ? t('terminal.newLab') : undefined
}
