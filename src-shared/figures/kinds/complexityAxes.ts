import { capitalised } from '#shared/format/capitalised.ts'
import { complexityIds, type ComplexityId } from '../figureParameters.ts'
import type { FigureColumn } from '../figureTable.ts'
import type { FigureWords } from '../figureWords.ts'
import type { CostAxis } from './costPanels.ts'

/** The measures of complexity as axes; all, or the one. */
export const complexityAxes = (measure: string, { t }: FigureWords): CostAxis<ComplexityId>[] =>
  complexityIds
    .filter((id) => measure === 'all' || measure === id)
    .map((id) => ({
      ...{ id, title: capitalised(t(`science.parameters.${id}`)), isCount: true, unit: id === 'flops' ? 'F' : '' },
    }))

/** Their columns. */
export const complexityColumns = [
  { id: 'flops', as: 'count' },
  { id: 'parameters', as: 'count' },
  { id: 'activations', as: 'count' },
] as const satisfies readonly FigureColumn[]
