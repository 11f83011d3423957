import type { Language } from '#shared/messages/language.ts'
import type { FigureSource } from '#main/reports/figureInput.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { listPublishedTimings } from '#main/store/tables/timings.ts'
import type { LabContext } from '../labContext.ts'
import { reportedInspections } from './reportedInspections.ts'
import { reportedSides } from './reportedSides.ts'
import { shownPopulations } from './shownPopulations.ts'

/** What figures of these populations of a study are made from, named in a language. Throws LabError 'invalid'. */
export async function figureSource(
  core: LabContext,
  studyId: number,
  { populationIds, language }: { readonly populationIds: readonly number[]; readonly language: Language },
): Promise<FigureSource> {
  const { db } = core
  const shown = await shownPopulations(core, studyId, populationIds)
  const spaces = listSpaces(db, studyId)
  const { entries, headline } = reportedSides(shown, { spaces, populations: listPopulations(db, studyId) }, language)
  return {
    ...{ spaces: entries, headline, spaceNames: spaces.map(({ definition }) => definition.name) },
    publishedTimings: listPublishedTimings(db),
    ...reportedInspections(db, populationIds),
  }
}
