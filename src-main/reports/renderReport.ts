import { analyse } from './analysis.ts'
import { html, Markup, prose } from './markup.ts'
import { reportStyle } from './reportStyle.ts'
import { curvesSection } from './sections/curves.ts'
import { methodSection } from './sections/method.ts'
import { networksSection } from './sections/networks.ts'
import { parametersSection } from './sections/parameters.ts'
import { populationsSection } from './sections/populations.ts'
import { runsSection } from './sections/runs.ts'
import { verdictSection } from './sections/verdict.ts'
import type { StudyReport } from './studyReport.ts'
import { counted, durationText, timeText } from './wording.ts'

/** Every section in order: an id for links, a heading and a body; a section with nothing to show gives undefined. */
const sections = {
  verdict: { title: 'What was found', body: verdictSection },
  populations: { title: 'Populations', body: populationsSection },
  parameters: { title: 'Error against parameters', body: parametersSection },
  networks: { title: 'Best and worst networks', body: networksSection },
  curves: { title: 'Training of the best', body: curvesSection },
  method: { title: 'How it was done', body: methodSection },
  runs: { title: 'All runs', body: runsSection },
} as const

/**
 * The report of a study as one HTML page that needs no network and runs no script: charts are embedded SVG. A pure
 * function of the report; equal reports give equal bytes.
 */
export function renderReport(report: StudyReport): string {
  const analysis = analyse(report)
  const shown = Object.entries(sections).flatMap(([id, { title, body }]) => {
    const content = body(analysis, report)
    return content ? [{ id, title, content }] : []
  })
  const { study, dataset } = report
  const names = report.spaces.map(({ name }) => name)
  const runs = report.spaces.reduce((sum, space) => sum + space.runs.length, 0)
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${study.name}</title>
      <style>
        ${new Markup(reportStyle)}
      </style>
    </head>
    <body>
      <div class="page">
        <nav aria-label="Contents">
          <ol>
            ${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ol>
        </nav>
        <main>
          <header>
            <h1>${prose(study.name, names)}</h1>
            <p class="facts">
              ${counted(report.spaces.length, 'design space')}, ${counted(runs, 'network')} trained on ${dataset.name}
              at ${dataset.imageSize} × ${dataset.imageSize} px in ${durationText(study.durationMs)},
              ${timeText(study.startedAt)}
            </p>
          </header>
          ${shown.map(
            ({ id, title, content }) =>
              html`<section id="${id}">
                <h2>${title}</h2>
                ${content}
              </section>`,
          )}
        </main>
      </div>
    </body>
  </html> `
  return `<!doctype html>\n${withStableIds(page.html)}`
}

/** Charts are numbered by the renderer over the life of the process; the page numbers them from 0. */
function withStableIds(page: string): string {
  const numbers = new Map<string, number>()
  return page.replace(/\bzr\d+-[a-z]+-?\d+\b/g, (found) => {
    if (!numbers.has(found)) numbers.set(found, numbers.size)
    return `chart-${numbers.get(found)!}`
  })
}
