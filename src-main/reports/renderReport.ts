import { analyse } from './analysis.ts'
import { sectionsOf, type ReportBlock } from './blocks.ts'
import { html, Markup, prose } from './markup.ts'
import { pageStyle, reportStyle } from './reportStyle.ts'
import { datasetName, spaceNames, type Shown } from './shown.ts'
import type { StudyReport } from './studyReport.ts'
import { english } from './texts/english.ts'
import { spaceCount } from './verdict.ts'
import { reportTexts } from './texts/byLanguage.ts'
import type { ReportTexts } from './texts/reportTexts.ts'
import { durationText } from '#shared/format/durations.ts'
import { timeText } from './texts/phrases.ts'

/** A report as composed by its author. */
export interface ReportLayout {
  readonly title: string
  readonly language: keyof typeof reportTexts
  readonly blocks: readonly ReportBlock[]
}

/** The complete report of a study, as written by the command line. */
export function wholeReport({ study }: StudyReport, { sections: titles }: ReportTexts = english): ReportLayout {
  const section = (id: keyof typeof titles, ...shown: Extract<ReportBlock, { kind: 'figure' }>['figure'][]) => [
    { kind: 'heading' as const, id, text: titles[id] },
    ...shown.map((figure) => ({ kind: 'figure' as const, figure, caption: '' })),
  ]
  return {
    title: study.name,
    language: 'en',
    blocks: [
      ...section('verdict', 'answer', 'edf', 'edfDifference', 'evidence'),
      ...section('populations', 'summaryTable'),
      ...section('parameters', 'parameters'),
      ...section('networks', 'bestNetworks'),
      ...section('curves', 'trainingCurves'),
      ...section('decisions', 'decisions'),
      ...section('method', 'method'),
      ...section('runs', 'runs'),
    ],
  }
}

/**
 * A report as one HTML page without scripts or network access; charts are embedded SVG. A pure function of its inputs:
 * equal inputs give equal bytes.
 */
export function renderReport(report: StudyReport, layout: ReportLayout = wholeReport(report)): string {
  const texts = reportTexts[layout.language]
  const shown: Shown = { analysis: analyse(report), report, texts }
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
        <nav aria-label="${texts.contents}">
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

function facts({ analysis, report, texts }: Shown): string {
  const { study, dataset, spaces } = report
  const runs = spaces.reduce((sum, space) => sum + space.runs.length, 0)
  const { durationMs, startedAt } = study
  const facts = texts.facts(
    spaces.reduce((sum, { populations }) => sum + populations.length, 0),
    spaceCount(analysis.spaces),
    runs,
    datasetName(report, texts),
    dataset.imageSize,
  )
  return durationMs === null || startedAt === null
    ? facts
    : texts.factsWithTime(facts, durationText(durationMs, texts.language), timeText(startedAt))
}

/** Keeps a number and its percent sign on one line. */
const withWholeNumbers = (page: string): string => page.replace(/(\d) %/g, '$1\u00a0%')

/** The chart library numbers ids over the life of the process; renumbers them from 0 within the page. */
function withStableIds(page: string): string {
  const numbers = new Map<string, number>()
  return page.replace(/\bzr\d+-[a-z]+-?\d+\b/g, (found) => {
    if (!numbers.has(found)) numbers.set(found, numbers.size)
    return `chart-${numbers.get(found)!}`
  })
}
