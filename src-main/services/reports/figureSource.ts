import type { Language } from '#shared/messages/language.ts'
import type { FigureSource } from '#main/reports/figureInput.ts'
import { listPopulations } from '#main/store/tables/populations.ts'
import { listSpaces } from '#main/store/tables/spaces.ts'
import { listPublishedTimings } from '#main/store/tables/timings.ts'
import type { LabContext } from '../labContext.ts'
import { reportedInspections } from './reportedInspections.ts'
import { reportedSides } from './reportedSides.ts'
import { shownPopulations } from './shownPopulations.ts'

interface SourceRequest {
  readonly populationIds: readonly number[]
  readonly language: Language
  /** Whether to read what networks get wrong, with its pictures. Default: true. */
  readonly inspections?: boolean
}

/** What figures of these populations of a study are made from, named in a language. Throws LabError 'invalid'. */
export async function figureSource(
  core: LabContext,
  studyId: number,
  { populationIds, language, inspections = true }: SourceRequest,
): Promise<FigureSource> {
  const { db } = core
  const shown = await shownPopulations(core, studyId, populationIds)
  const spaces = listSpaces(db, studyId)
  const { entries, headline } = reportedSides(shown, { spaces, populations: listPopulations(db, studyId) }, language)
  return {
    ...{ spaces: entries, headline, spaceNames: spaces.map(({ definition }) => definition.name) },
    publishedTimings: listPublishedTimings(db),
    ...(inspections && reportedInspections(db, populationIds)),
  }
}
