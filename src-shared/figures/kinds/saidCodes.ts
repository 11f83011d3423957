import type { NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import type { FigureColumn } from '../figureTable.ts'
import type { FigureWords } from '../figureWords.ts'

/** The column of a network's parameters. */
export const parameterColumn = {
  id: 'parameter',
  says: (code, { t }) => parameterText(code as NetworkParameterId, t),
} as const satisfies FigureColumn

/** The column of the side of a population: its best or its worst networks. */
export const sideColumn = {
  id: 'side',
  says: (code, { t }) => t(`figures.values.${code as 'best' | 'worst'}`),
} as const satisfies FigureColumn

/** The column of those of `costs`, separated by spaces, in which a network is on the Pareto front. */
export const frontColumn = <Cost extends string>(
  costs: readonly Cost[],
  costText: (cost: Cost, words: FigureWords) => string,
) =>
  ({
    id: 'front',
    says(codes, words) {
      const known = codes.split(' ')
      return words.list(costs.filter((cost) => known.includes(cost)).map((cost) => costText(cost, words)))
    },
  }) as const satisfies FigureColumn
