import type { MadeFigure } from '#shared/figures/figure.ts'
import type { FigureId } from '#shared/figures/figureParameters.ts'
import type { FigureWords } from '#shared/figures/figureWords.ts'

/** The size of a figure on paper, in millimetres; the height is that of each row of charts. */
export interface PaperSize {
  readonly width: number
  readonly height: number
}

/** A figure to write: its id, what it is made of, and how. */
export interface FigureOrder {
  readonly id: FigureId
  readonly made: MadeFigure
  readonly words: FigureWords
  readonly size: PaperSize
}
