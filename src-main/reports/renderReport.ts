import { analyse } from './analysis.ts'
import { sectionsOf, type ReportBlock } from './blocks.ts'
import { figureInput, type FigureSource } from './figureInput.ts'
import { html, Markup, prose } from './markup.ts'
import { pageStyle, reportStyle } from './reportStyle.ts'
import { datasetName, spaceNames, type Shown } from './shown.ts'
import type { ReportedDataset, StudyReport } from './studyReport.ts'
import { spaceCount } from './verdict.ts'
import { reportTexts, type ReportTexts } from './texts/reportTexts.ts'
import type { Language } from '#shared/messages/language.ts'
import { withStableIds } from '#shared/charts/standaloneSvg.ts'
import type { FigureId } from '#shared/figures/figureParameters.ts'
import { figures as tableOfFigures } from '#shared/figures/figures.ts'
import { durationText } from '#shared/format/durations.ts'
import { timeText } from './texts/phrases.ts'

/** A report as composed by its author. */
export interface ReportLayout {
  readonly title: string
  readonly language: Language
  readonly blocks: readonly ReportBlock[]
}

/** The titles of the sections, which are those of the figures on the Reports screen. */
const titles = {
  verdict: 'figures.names.verdict',
  populations: 'report.populations.title',
  parameters: 'figures.names.parameters',
  networks: 'figures.names.bestNetworks',
  curves: 'figures.names.trainingCurves',
  decisions: 'figures.names.decisions',
  method: 'figures.names.settings',
  runs: 'report.runs.title',
} as const

/** The complete report of a study, as written by the command line. */
export function wholeReport(report: StudyReport, { t } = reportTexts.en): ReportLayout {
  const { study } = report
  const isLacking = (id: FigureId) => tableOfFigures[id].lack(figureInput(report)) !== undefined
  const section = (id: keyof typeof titles, ...shown: Extract<ReportBlock, { kind: 'figure' }>['figure'][]) => [
    { kind: 'heading' as const, id, text: t(titles[id]) },
    ...shown.map((figure) => ({ kind: 'figure' as const, figure, caption: '' })),
  ]
  return {
    title: study.name,
    language: 'en',
    blocks: [
      ...section('verdict', 'answer', 'edf', 'edfDifference', 'evidence'),
      ...section('populations', 'summaryTable'),
      ...section('parameters', ...(isLacking('importance') ? [] : (['importance'] as const)), 'parameters'),
      ...section('networks', 'bestNetworks'),
      ...section('curves', 'trainingCurves'),
      ...section('decisions', 'decisions'),
      ...section('method', 'method'),
      ...section('runs', 'runs'),
    ],
  }
}

/**
 * A report as one HTML page; `figures` has the populations of figures that show others. It is without scripts or network access; charts are embedded SVG. A pure function of its inputs:
 * equal inputs give equal bytes.
 */
export function renderReport(
  report: StudyReport,
  layout: ReportLayout = wholeReport(report),
  figures: FigureSource = report,
): string {
  const texts = reportTexts[layout.language]
  const shown: Shown = { analysis: analyse(report), report, figures, texts }
  const sections = sectionsOf(layout.blocks, shown)
  const titled = sections.filter(({ title }) => title !== undefined)
  const names = spaceNames(shown)
  const page = html`<html lang="${texts.language}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${layout.title}</title>
      <style>
        ${new Markup(reportStyle + pageStyle(layout.title))}
      </style>
    </head>
    <body>
      <div class="page">
        <nav aria-label="${texts.t('report.contents')}">
          <ol>
            ${titled.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ol>
        </nav>
        <main>
          <header>
            <h1>${prose(layout.title, names)}</h1>
            <p class="facts">${facts(shown)}</p>
          </header>
          ${sections.map(
            ({ id, title, content }) =>
              html`<section id="${id}">
                ${title === undefined ? undefined : html`<h2>${prose(title, names)}</h2>`} ${content}
              </section>`,
          )}
        </main>
      </div>
    </body>
  </html> `
  return `<!doctype html>\n${withWholeNumbers(withStableIds(page.html))}`
}

const distinct = (texts: readonly string[]) => [...new Set(texts)]
const datasetAtSize = (dataset: ReportedDataset, texts: ReportTexts) =>
  texts.t('report.datasetAtSize', { name: datasetName(dataset, texts), size: dataset.imageSize })

function facts({ analysis, report, texts }: Shown): string {
  const { study, datasets, spaces } = report
  const runs = spaces.reduce((sum, space) => sum + space.runs.length, 0)
  const { durationMs, startedAt } = study
  const { t } = texts
  const facts = t('report.facts', {
    populations: spaces.reduce((sum, { populations }) => sum + populations.length, 0),
    spaces: spaceCount(analysis.spaces),
    networks: runs,
    datasets: texts.list(distinct(datasets.map((one) => datasetAtSize(one, texts)))),
  })
  return durationMs === null || startedAt === null
    ? facts
    : t('report.factsWithTime', {
        facts,
        duration: durationText(durationMs, texts.language),
        time: timeText(startedAt),
      })
}

/** Keeps a number and its percent sign on one line. */
const withWholeNumbers = (page: string): string => page.replace(/(\d) %/g, '$1\u00a0%')
