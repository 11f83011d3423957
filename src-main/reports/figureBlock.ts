import type { ChartSize } from '#shared/charts/chartView.ts'
import { figures } from '#shared/figures/figures.ts'
import type { MadeFigure } from '#shared/figures/figure.ts'
import { isTable, type FigureId } from '#shared/figures/figureParameters.ts'
import { figureWords, type FigureWords } from '#shared/figures/figureWords.ts'
import { saidIn } from '#shared/sentences/saidIn.ts'
import { ValueError } from '#shared/sentences/sentence.ts'
import { figureInput } from './figureInput.ts'
import { captionMarkup, tableMarkup } from './figureMarkup.ts'
import { asTable, chartSvg, figure, markSvg } from './figure.ts'
import { html, prose, spaceName, type Markup } from './markup.ts'
import { spaceNames, type Shown } from './shown.ts'

/** A figure of the table in a report, with what its author chose for it. */
export interface FigureChoice {
  readonly figure: FigureId
  readonly populationIds?: readonly number[] | undefined
  readonly parameters?: Readonly<Record<string, string | number>> | undefined
}

/** The figure as part of a report: its charts, caption and numbers; or what the populations lack for it. */
export function figureBlock({ figure: id, populationIds, parameters }: FigureChoice, shown: Shown): Markup {
  const words = figureWords[shown.texts.language]
  try {
    const made = figures[id].make(figureInput(populationIds ? shown.figures : shown.report, populationIds), parameters)
    return isTable(id) ? tableBlock(made, words) : chartBlock(id, made, words, shown)
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    return html`<p class="caption">${words.t(`figures.names.${id}`)}: ${saidIn(words.language, error.sentence)}</p>`
  }
}

/** The one chart of a figure with all the report's populations, and its caption. */
export function chartOf(
  id: FigureId,
  size: ChartSize,
  label: string,
  shown: Shown,
): { readonly chart: Markup; readonly caption: Markup } {
  const words = figureWords[shown.texts.language]
  const made = figures[id].make(figureInput(shown.report))
  const [panel] = made.panels(words)
  return { chart: chartSvg(panel!.draw(size), size, label), caption: prose(made.caption(words), spaceNames(shown)) }
}

function tableBlock(made: MadeFigure, words: FigureWords): Markup {
  return html`${tableMarkup(made.table, words)}
    <p class="note">${captionMarkup(made.caption(words))}</p>`
}

/** Sizes of charts by how many stand in a row, in px of the report's column. */
const sizes = [
  { width: 920, height: 360 },
  { width: 452, height: 300 },
  { width: 296, height: 240 },
] as const
const classes = ['one', 'two', 'three'] as const

function chartBlock(id: FigureId, made: MadeFigure, words: FigureWords, { texts }: Shown): Markup {
  const panels = made.panels(words)
  const across = Math.min(panels.length, made.columns, sizes.length)
  const size = sizes[across - 1]!
  const name = words.t(`figures.names.${id}`)
  const charts = panels.map(({ title, mark, draw }) => {
    const label = title === undefined ? name : `${name}: ${title}`
    const head = html`<b class="space">${mark ? markSvg(mark) : undefined}${spaceName(title ?? '')}</b>`
    return html`<div class="panel">${title === undefined ? undefined : head} ${chartSvg(draw(size), size, label)}</div>`
  })
  const entries = made.key(words)
  const key = entries.map(
    ({ mark, name, part }) => html`<span class="space">${markSvg(mark, part)}${spaceName(name)}</span> `,
  )
  const content = html`${entries.length > 0 ? html`<p class="key">${key}</p>` : undefined}
    <div class="panels ${classes[across - 1]}">${charts}</div>`
  const { rows } = made.table
  return html`${figure(texts, content, captionMarkup(made.caption(words)))}
  ${rows.length <= mostRows ? asTable(texts, tableMarkup(made.table, words)) : undefined}`
}

/** A longer table would make the report heavy; the command line writes it as CSV. */
const mostRows = 600
