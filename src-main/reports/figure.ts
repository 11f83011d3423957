import type { ChartSize, Drawing } from '#shared/charts/chartView.ts'
import { drawingSvg } from '#shared/charts/drawingSvg.ts'
import { loweredNames } from '#shared/charts/loweredNames.ts'
import { lightTheme, symbolPaint } from '#shared/charts/chartTheme.ts'
import type { MarkPart } from '#shared/charts/panelsSvg.ts'
import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import { withoutPointer } from '#shared/charts/standaloneSvg.ts'
import type { AnalysedSpace } from './analysis.ts'
import { escapeHtml, html, Markup, spaceName } from './markup.ts'
import type { ReportTexts } from './texts/reportTexts.ts'

/** A chart as inline SVG that scales with its column; `label` is its text alternative. */
export function chartSvg(drawing: Drawing, size: ChartSize, label: string): Markup {
  const drawn = drawingSvg(drawing, size)
  const start = `<svg role="img" aria-label="${escapeHtml(label)}" style="max-width:${size.width}px"`
  return new Markup(loweredNames(withoutPointer(drawn)).replace('<svg', start))
}

/** A collapsible table of a figure's numbers. */
export function asTable({ t }: ReportTexts, numbers: Markup): Markup {
  return html`<details class="as-table">
    <summary>${t('charts.asTable')}</summary>
    ${numbers}
  </details>`
}

/** A figure with a caption and a collapsible table of its numbers. */
export function figure(
  texts: ReportTexts,
  content: Markup | readonly Markup[],
  caption: Markup,
  numbers?: Markup,
): Markup {
  return html`<figure>
      ${content}
      <figcaption>${caption}</figcaption>
    </figure>
    ${numbers ? asTable(texts, numbers) : undefined}`
}

/** The line and symbol of a space, or one of them, shown beside its name in text and tables. */
export function markSvg(mark: SpaceMark, part?: MarkPart): Markup {
  const { colour, dash, symbolPath } = mark
  const { fill, stroke } = symbolPaint(mark, lightTheme)
  const dashes = dash.length > 0 ? html` stroke-dasharray="${dash.join(' ')}"` : undefined
  const line = html`<path d="M0 5H24" stroke="${colour}" stroke-width="1.75" ${dashes} />`
  const symbol = html`<g transform="translate(12 5) scale(4)">
    <path d="${symbolPath}" fill="${fill}" stroke="${stroke}" stroke-width="0.3" />
  </g>`
  return html`<svg class="mark" viewBox="0 0 24 10" width="24" height="10" aria-hidden="true">
    ${part === 'symbol' ? undefined : line} ${part === 'line' ? undefined : symbol}
  </svg>`
}

export interface Column {
  readonly title: Markup | string
  readonly numeric?: boolean
}

/** A column of numbers. */
export const numeric = (title: Markup | string): Column => ({ title, numeric: true })

/** A table with a header; numeric columns are right-aligned with tabular figures. */
export function table(columns: readonly Column[], rows: readonly (readonly (Markup | string | number)[])[]): Markup {
  const kind = (i: number): Markup | undefined => (columns[i]?.numeric ? html` class="num"` : undefined)
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map(({ title }, i) => html`<th scope="col" ${kind(i)}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => html`<td${kind(i)}>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/**
 * The content of one space under its name: expanded if there are few spaces or it is the last of the lineage, otherwise
 * collapsed.
 */
export function spacePart(entry: AnalysedSpace, all: readonly AnalysedSpace[], content: Markup): Markup {
  const name = html`${markSvg(entry.mark)}${spaceName(entry.space.name)}`
  return all.length <= 2 || entry === all.at(-1)
    ? html`<h3>${name}</h3>
        ${content}`
    : html`<details class="one-space">
        <summary>${name}</summary>
        ${content}
      </details>`
}
