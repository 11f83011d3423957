import type { MadeFigure } from '#shared/figures/figure.ts'
import { isTable } from '#shared/figures/figureParameters.ts'
import { tableCsv, tableRecords } from '#shared/figures/figureTable.ts'
import type { FigureWords } from '#shared/figures/figureWords.ts'
import { latexTable } from '#shared/figures/latexTable.ts'
import { panelsSvg } from '#shared/charts/panelsSvg.ts'
import type { ChartSize } from '#shared/charts/chartView.ts'
import { embeddedFont } from '../embeddedFont.ts'
import type { FigureOrder } from './figureOrder.ts'
import { figurePage } from './figurePage.ts'
import { pngOf } from './png.ts'

/** Formats of figures by file extension, and which are of charts alone. */
export const figureFormats = ['svg', 'png', 'pdf', 'html', 'csv', 'json', 'tex'] as const
export type FigureFormat = (typeof figureFormats)[number]
export const chartFormats: readonly FigureFormat[] = ['svg', 'png', 'pdf']

/** The height of each row of charts in millimetres that suits their number. */
export const usualHeight = (made: MadeFigure, words: FigureWords): number => (made.panels(words).length > 2 ? 60 : 75)

/** CSS px in a millimetre. */
const pxPerMm = 96 / 25.4

/** The charts of a figure as one SVG of that size on paper, with the font for its characters inside. */
export async function figureSvg(order: FigureOrder): Promise<string> {
  const { svg, width, height } = drawn(order)
  const measured = svg.replace(/width="[^"]*" height="[^"]*"/, `width="${mm(width)}" height="${mm(height)}"`)
  return measured.replace('><rect', `><style>${await embeddedFont(svg)}</style><rect`)
}

/** The charts as SVG without a font, and its size, in px. */
function drawn({ made, words, size }: FigureOrder): { svg: string } & ChartSize {
  const inPx = { width: size.width * pxPerMm, height: size.height * pxPerMm }
  const layout = { ...inPx, columns: made.columns, key: made.key(words) }
  return panelsSvg(made.panels(words), layout)
}

const mm = (px: number): string => `${Number((px / pxPerMm).toFixed(2))}mm`

/** Writers of a figure by format, but for PDF, which a browser prints from the page. */
export const figureWriters: Readonly<
  Record<Exclude<FigureFormat, 'pdf'>, (order: FigureOrder) => string | Uint8Array | Promise<string | Uint8Array>>
> = {
  svg: figureSvg,
  png: (order) => pngOf(drawn(order).svg),
  html: async (order) => figurePage(order, isTable(order.id) ? undefined : await figureSvg(order)),
  csv: ({ made }) => tableCsv(made.table),
  json: ({ id, made, words }) =>
    `${JSON.stringify(
      {
        ...{ format: 'regnet-lab-bench/figure/1', figure: id, parameters: made.parameters },
        ...{ caption: made.caption(words), rows: tableRecords(made.table) },
      },
      null,
      2,
    )}\n`,
  tex: ({ id, made, words }) => latexTable(made.table, made.caption(words), id, words),
}

/** The page of a figure for a browser to print: the charts alone, on paper of their size. */
export async function printedPage(order: FigureOrder): Promise<string> {
  const { width, height } = drawn(order)
  return `<!doctype html><meta charset="utf-8"><style>@page{size:${mm(width)} ${mm(height)};margin:0}body{margin:0}svg{display:block}</style>${await figureSvg(order)}`
}
