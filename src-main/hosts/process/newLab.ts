import { LabError } from '#main/store/labError.ts'
import { t } from './language.ts'

/** Help text of `--new-lab`. */
export const newLabHelp = 'makes a lab beside the files that are there; they are left alone'

/** The remedy for a folder with others' files; undefined for other errors. */
export function newLabRemedy(error: unknown): string | undefined {
  const isOfOthers = error instanceof LabError && error.sentence.key === 'folderOfOthers'
  return isOfOthers ? t('terminal.newLab') : undefined
}
