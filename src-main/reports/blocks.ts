import { isFigureId, type FigureId } from '#shared/figures/figureParameters.ts'
import { figureBlock, type FigureChoice } from './figureBlock.ts'
import { figures, type ReportFigureId } from './figures.ts'
import { html, prose, type Markup } from './markup.ts'
import { spaceNames, type Shown } from './shown.ts'

/** A part of a report. A heading starts a section; blank lines separate the paragraphs of a text. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly id?: string }
  | { readonly kind: 'text'; readonly text: string }
  | (Omit<FigureChoice, 'figure'> & {
      readonly kind: 'figure'
      readonly figure: ReportFigureId | FigureId
      readonly caption: string
    })

/** A section as shown; the one before the first heading has no title. */
export interface Section {
  readonly id: string
  readonly title: string | undefined
  readonly content: readonly Markup[]
}

/** The sections formed by blocks, without empty ones. */
export function sectionsOf(blocks: readonly ReportBlock[], shown: Shown): Section[] {
  const sections: { id: string; title: string | undefined; content: Markup[] }[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') {
      sections.push({ id: block.id ?? `part-${sections.length + 1}`, title: block.text, content: [] })
      continue
    }
    if (sections.length === 0) sections.push({ id: 'part-0', title: undefined, content: [] })
    sections.at(-1)!.content.push(...contentOf(block, shown))
  }
  return sections.filter(({ content }) => content.length > 0)
}

function contentOf(block: Exclude<ReportBlock, { kind: 'heading' }>, shown: Shown): Markup[] {
  const names = spaceNames(shown)
  if (block.kind === 'text') {
    const paragraphs = block.text.split(/\n[ \t]*\n/).map((paragraph) => paragraph.trim())
    return paragraphs
      .filter((paragraph) => paragraph !== '')
      .map((paragraph) => html`<p>${prose(paragraph, names)}</p>`)
  }
  const drawn = drawnFigure(block, shown)
  if (!drawn) return []
  const caption = block.caption.trim()
  const own = caption === '' ? undefined : html`<p class="caption">${prose(caption, names)}</p>`
  return [html`<div class="block">${drawn} ${own}</div>`]
}

/** The report's own figure of that id; with own populations or parameters, and without one, that of the table. */
function drawnFigure(block: Extract<ReportBlock, { kind: 'figure' }>, shown: Shown): Markup | undefined {
  const { figure, populationIds, parameters } = block
  const hasOwn = populationIds !== undefined || Object.keys(parameters ?? {}).length > 0
  if (isFigureId(figure) && (hasOwn || !Object.hasOwn(figures, figure)))
    return figureBlock({ figure, populationIds, parameters }, shown)
  return figures[figure as ReportFigureId](shown)
}
