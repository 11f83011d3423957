import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { suggestion } from '#shared/schema/nearestName.ts'
import { said, t } from '#main/hosts/process/language.ts'
import { parseStudyFile, type StudyFile } from '#shared/studyFiles/studyFile.ts'
import { studyDataset } from '#main/services/studies/studyDefinition.ts'
import { readStudyPreset, studyPresetIds } from '#main/studyRunner/studyPresets.ts'
import { readInput } from './readInput.ts'
import { withNetworksOfFiles } from './readNetworkLists.ts'
import { UsageError, UserError } from '#main/hosts/process/userError.ts'

/**
 * The study of a preset name or file, with the seed replaced if given. The data set's folder and files of networks are
 * relative to the file, or for a preset to the working directory.
 */
export async function readStudy(name: string, seed?: number): Promise<StudyFile> {
  const isPreset = studyPresetIds.includes(name)
  const origin = isPreset || name === '-' ? '.' : dirname(name)
  const study = parseStudyFile(await withNetworksOfFiles(await readRaw(name), origin))
  return { ...study, dataset: studyDataset(study, origin), ...(seed !== undefined && { seed }) }
}

/** The recipe of a preset or study file, or a file that is itself a recipe, as a plain object. */
export async function readRawRecipe(name: string): Promise<unknown> {
  const raw = await readRaw(name)
  return typeof raw === 'object' && raw !== null && 'recipe' in raw ? raw.recipe : raw
}

async function readRaw(name: string): Promise<unknown> {
  if (studyPresetIds.includes(name)) return readStudyPreset(name)
  const isFile = name === '-' || /[./\\]/.test(name) || existsSync(name)
  if (!isFile) throw new UsageError(t('terminal.presetUnknown', { name, hint: said(suggestion(name, studyPresetIds)) }))
  if (name !== '-' && !existsSync(name)) throw new UserError(t('terminal.fileMissing', { file: name }))
  return readInput(name)
}
