import { figures } from '#shared/figures/figures.ts'
import { figureIds, isTable, type FigureId } from '#shared/figures/figureParameters.ts'
import { saidTable, type FigureTable } from '#shared/figures/figureTable.ts'
import { figureWords } from '#shared/figures/figureWords.ts'
import type { Language } from '#shared/messages/language.ts'
import { ValueError, type Sentence } from '#shared/sentences/sentence.ts'
import { figureInput, type FigureSource } from '../figureInput.ts'
import { figureSvg, figureWriters, usualHeight } from './figureFile.ts'
import type { FigureOrder } from './figureOrder.ts'

export { showsInspections } from '#shared/figures/figureParameters.ts'

/** A figure that a window asks for, of populations read already. */
export interface FigureRequest {
  readonly source: FigureSource
  readonly order: {
    readonly figure: FigureId
    readonly parameters: Readonly<Record<string, string | number>>
    readonly language: Language
    /** On paper, in millimetres. */
    readonly width: number
  }
}
interface Lack {
  readonly lack: Sentence
}
interface Drawn {
  readonly svg: string | null
  readonly caption: string
  readonly table: FigureTable
}

/** Files of figures that are text, with their types. */
export const textTypes = {
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  tex: 'application/x-tex',
} as const
export type TextFormat = keyof typeof textTypes

/** What the populations lack for each figure with its default parameters; null if nothing. */
export function figureLacks(source: FigureSource): Record<FigureId, Sentence | null> {
  const input = figureInput(source)
  const lacks = figureIds.map((id) => [id, figures[id].lack(input) ?? null])
  return Object.fromEntries(lacks) as Record<FigureId, Sentence | null>
}

/** The title of a figure. */
export const figureTitle = (id: FigureId, language: Language): string => figureWords[language].t(`figures.names.${id}`)

/** The figure for the window, or what its populations lack. */
export const drawnFigure = (request: FigureRequest): Promise<Drawn | Lack> =>
  orLack(async () => {
    const order = orderOf(request)
    const { made, words, id } = order
    return {
      svg: isTable(id) ? null : await figureSvg(order),
      caption: made.caption(words),
      table: saidTable(made.table, words),
    }
  })

/** The text of a file of the figure, or what its populations lack. */
export const writtenFigure = (request: FigureRequest, format: TextFormat): Promise<string | Lack> =>
  orLack(async () => (await figureWriters[format](orderOf(request))) as string)

function orderOf({ source, order: { figure: id, parameters, language, width } }: FigureRequest): FigureOrder {
  const made = figures[id].make(figureInput(source), parameters)
  const words = figureWords[language]
  return { id, made, words, size: { width, height: usualHeight(made, words) } }
}

async function orLack<T>(make: () => Promise<T>): Promise<T | Lack> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof ValueError) return { lack: error.sentence }
    throw error
  }
}
