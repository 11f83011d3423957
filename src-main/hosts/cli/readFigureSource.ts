import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Language } from '#shared/messages/language.ts'
import { suggestion } from '#shared/schema/nearestName.ts'
import { inTemporaryFolder } from '#main/disk/temporaryFolder.ts'
import { said, t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'
import { createLab, type Lab } from '#main/lab.ts'
import type { FigureSource } from '#main/reports/figureInput.ts'
import { importBundle } from '#main/services/bundles/importBundle.ts'
import { figureSource } from '#main/services/reports/figureSource.ts'
import { listPopulations, type Population } from '#main/store/tables/populations.ts'
import { listStudies } from '#main/store/tables/studies.ts'
import { readBundleBytes } from './readBundleBytes.ts'

interface Wanted {
  /** The study's name; needed if the folder holds several. */
  readonly name: string | undefined
  /** Names of populations; undefined: all. */
  readonly populations: readonly string[] | undefined
  readonly language: Language
}

/**
 * What figures are made from, of a study's folder or of a study as a file (.regbench), which is read in a temporary
 * folder. Throws UserError with what is not there.
 */
export async function readFigureSource(place: string, wanted: Wanted): Promise<FigureSource> {
  if (existsSync(place) && statSync(place).isDirectory()) {
    if (!existsSync(join(place, 'lab.sqlite'))) throw new UserError(t('terminal.studyMissing', { folder: place }))
    return inLab(resolve(place), (lab) => sourceIn(lab, wanted))
  }
  const bytes = readBundleBytes(place)
  return inTemporaryFolder((folder) =>
    inLab(folder, async (lab) => {
      await importBundle(lab.core, bytes, { isSample: false })
      return sourceIn(lab, wanted)
    }),
  )
}

async function inLab<T>(dataDir: string, act: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await createLab({ dataDir, evenDamaged: true })
  try {
    return await act(lab)
  } finally {
    await lab.close()
  }
}

async function sourceIn({ core }: Lab, { name, populations, language }: Wanted): Promise<FigureSource> {
  const study = chosenStudy(listStudies(core.db), name)
  const known = listPopulations(core.db, study.id).filter(
    ({ trashedAt, spaceId }) => trashedAt === null && spaceId !== null,
  )
  if (known.length === 0) throw new UserError(t('terminal.noPopulations', { name: study.name }))
  const populationIds = (populations?.map((one) => chosenPopulation(known, one)) ?? known).map(({ id }) => id)
  return figureSource(core, study.id, { populationIds, language })
}

/** The study of that name, or the only one. Throws UserError. */
export function chosenStudy<Study extends { readonly name: string }>(
  studies: readonly Study[],
  name: string | undefined,
): Study {
  const names = studies.map((study) => study.name)
  const found = name === undefined ? (studies.length === 1 ? studies[0] : undefined) : studies[names.indexOf(name)]
  if (found) return found
  throw new UserError(
    name === undefined
      ? t('terminal.severalStudies', { names: names.join(', ') })
      : t('terminal.studyUnknown', { name, hint: said(suggestion(name, names)) }),
  )
}

/** The population of that name. Throws UserError. */
export function chosenPopulation(known: readonly Population[], name: string): Population {
  const found = known.find((one) => one.name === name)
  if (found) return found
  const names = known.map((one) => one.name)
  throw new UserError(t('terminal.populationUnknown', { name, hint: said(suggestion(name, names)) }))
}
