import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ReportDocument, ReportFigure } from '#shared/contract/reports.ts'

export type ReportBlock = ReportDocument['blocks'][number]

/** The initial texts of a report in one language. */
export interface ReportWords {
  readonly title: string
  readonly introHeading: string
  readonly intro: string
  /** The heading of each figure. */
  readonly headings: Readonly<Record<ReportFigure, string>>
}

/** A new report: the answer first, then the evidence, then the method. */
export function newReport(
  given: ReportWords,
  language: ReportDocument['language'],
  populations: readonly PopulationSummary[],
): ReportDocument {
  const figure = (id: ReportFigure): ReportBlock => ({
    kind: 'figure',
    figure: id,
    caption: '',
  })
  const heading = (text: string): ReportBlock => ({ kind: 'heading', text })
  const { headings } = given
  const several = populations.length > 1
  return {
    title: given.title,
    language,
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
      figure('importance'),
      figure('parameters'),
      heading(headings.bestNetworks),
      figure('bestNetworks'),
      figure('trainingCurves'),
      heading(headings.decisions),
      figure('decisions'),
      heading(headings.settings),
      figure('spaces'),
      figure('settings'),
    ],
  }
}

/** The report in another language; initial texts that were not edited are translated. */
export function inLanguage(
  document: ReportDocument,
  language: ReportDocument['language'],
  words: (language: ReportDocument['language']) => ReportWords,
): ReportDocument {
  const [before, after] = [listed(words(document.language)), listed(words(language))]
  const translated = (text: string) => after[before.indexOf(text)] ?? text
  return {
    ...document,
    language,
    title: translated(document.title),
    blocks: document.blocks.map((block) =>
      block.kind === 'figure' ? block : { ...block, text: translated(block.text) },
    ),
  }
}

const listed = ({ title, introHeading, intro, headings }: ReportWords): string[] => [
  ...[title, introHeading, intro],
  ...Object.values(headings),
]

/** The list with the entry at `from` moved to `to`, clamped to the ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from)
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), list[from]!, ...rest.slice(at)]
}

/** The text typed into a report, for reading: its title, then every text, one paragraph each. */
export function documentText({ title, blocks }: ReportDocument): string {
  const texts = blocks.map((block) => (block.kind === 'figure' ? block.caption : block.text))
  return [title, ...texts].filter((text) => text.trim() !== '').join('\n\n')
}
