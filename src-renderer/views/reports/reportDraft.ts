import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ReportDocument } from '#shared/contract/reports.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { lineageOrder } from '#shared/refinement/lineageOrder.ts'

export type ReportBlock = ReportDocument['blocks'][number]

/** The populations that a report can show, in the order of the lineage: those with finished networks. */
export function reportable(
  populations: readonly PopulationSummary[],
  spaces: readonly Pick<StudySpace, 'id' | 'parentId' | 'trashedAt'>[],
): PopulationSummary[] {
  const shown = populations.filter(
    ({ spaceId, trashedAt, runs }) =>
      trashedAt === null && runs.finished > 0 && spaces.some(({ id }) => id === spaceId),
  )
  return lineageOrder(shown, spaces)
}

/** Headings of a report to begin with; the others stand under that of the figure before them. */
export const headed = ['verdict', 'summaryTable', 'parameters', 'bestNetworks', 'settings'] as const

/** A report to begin with: the answer first, then the evidence, then how it was done. */
export function newReport(
  given: {
    title: string
    language: ReportDocument['language']
    introHeading: string
    intro: string
    headings: Readonly<Record<(typeof headed)[number], string>>
  },
  populations: readonly PopulationSummary[],
): ReportDocument {
  const figure = (id: Extract<ReportBlock, { kind: 'figure' }>['figure']): ReportBlock => ({
    kind: 'figure',
    figure: id,
    caption: '',
  })
  const heading = (text: string): ReportBlock => ({ kind: 'heading', text })
  const { headings } = given
  const several = populations.length > 1
  return {
    title: given.title,
    language: given.language,
    populationIds: populations.map(({ id }) => id),
    blocks: [
      heading(given.introHeading),
      { kind: 'text', text: given.intro },
      heading(headings.verdict),
      ...(several ? [figure('verdict')] : []),
      figure('edf'),
      ...(several ? [figure('edfDifference')] : []),
      heading(headings.summaryTable),
      figure('summaryTable'),
      heading(headings.parameters),
      figure('parameters'),
      heading(headings.bestNetworks),
      figure('bestNetworks'),
      figure('trainingCurves'),
      heading(headings.settings),
      figure('spaces'),
      figure('settings'),
    ],
  }
}

/** The list with the entry at `from` put at `to`; a place outside is the nearest end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from)
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), list[from]!, ...rest.slice(at)]
}
