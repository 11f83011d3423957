import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ReportDocument } from '#shared/contract/reports.ts'

export type ReportBlock = ReportDocument['blocks'][number]

/** The populations that a report can show: those with finished networks, in the order of their making. */
export function reportable(populations: readonly PopulationSummary[]): PopulationSummary[] {
  return populations
    .filter(({ runs, trashedAt }) => trashedAt === null && runs.finished > 0)
    .sort((a, b) => a.id - b.id)
}

/** A report to begin with: the answer first, then the evidence, then how it was done. */
export function newReport(
  given: { title: string; language: ReportDocument['language']; introHeading: string; intro: string },
  populations: readonly PopulationSummary[],
): ReportDocument {
  const figure = (id: Extract<ReportBlock, { kind: 'figure' }>['figure']): ReportBlock => ({
    kind: 'figure',
    figure: id,
    caption: '',
  })
  const several = populations.length > 1
  return {
    title: given.title,
    language: given.language,
    populationIds: populations.map(({ id }) => id),
    blocks: [
      { kind: 'heading', text: given.introHeading },
      { kind: 'text', text: given.intro },
      ...(several ? [figure('verdict')] : []),
      figure('edf'),
      ...(several ? [figure('edfDifference')] : []),
      figure('summaryTable'),
      figure('parameters'),
      figure('bestNetworks'),
      figure('trainingCurves'),
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
