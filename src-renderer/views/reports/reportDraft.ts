import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { ReportDocument, ReportFigure } from '#shared/contract/reports.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { lineageOrder } from '#shared/refinement/comparison/lineageOrder.ts'
import { speaks } from '#renderer/lib/populations/speaks.ts'

export type ReportBlock = ReportDocument['blocks'][number]

/** The populations that a report can show, in the order of the lineage: those whose runs speak for a space. */
export function reportable(
  populations: readonly PopulationSummary[],
  spaces: readonly Pick<StudySpace, 'id' | 'parentId' | 'trashedAt'>[],
): PopulationSummary[] {
  const shown = populations.filter(
    (population) =>
      population.trashedAt === null && speaks(population) && spaces.some(({ id }) => id === population.spaceId),
  )
  return lineageOrder(shown, spaces)
}

/** What a report says before its author does, in one language. */
export interface ReportWords {
  readonly title: string
  readonly introHeading: string
  readonly intro: string
  /** What stands over a figure. */
  readonly headings: Readonly<Record<ReportFigure, string>>
}

/** A report to begin with: the answer first, then the evidence, then how it was done. */
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

/** The report in another language, of whose words those follow that are still as they were given. */
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

/** The list with the entry at `from` put at `to`; a place outside is the nearest end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from)
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), list[from]!, ...rest.slice(at)]
}

/** What was typed into a report, to be read: its title, then every text, one paragraph each. */
export function documentText({ title, blocks }: ReportDocument): string {
  const texts = blocks.map((block) => (block.kind === 'figure' ? block.caption : block.text))
  return [title, ...texts].filter((text) => text.trim() !== '').join('\n\n')
}
