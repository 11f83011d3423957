import type { ChartTable } from '#shared/charts/csvText.ts'
import { distribution, errorScale } from '#shared/charts/edfChart.ts'
import type { EdfBands, PopulationEdfInput } from '#shared/charts/populationEdf.ts'
import { edf, shareUpTo } from '#shared/statistics/edf.ts'
import type { EqualComplexity } from '#shared/statistics/equalComplexity.ts'
import { edfBand, errorGrid, type BandKind } from '#shared/statistics/ranges/edfBand.ts'
import type { Bands, PairAnswer } from '#shared/analysis/comparisonTasks.ts'
import { errorCut, type ErrorCut } from '#shared/charts/errorCut.ts'
import type { ComparedSide } from './shownSides.ts'
import type { ComparedPair } from './comparedPair.ts'

export interface EdfChoice {
  readonly populations: readonly ComparedSide[]
  readonly pair: ComparedPair | undefined
  readonly bands: Bands | undefined
  readonly bandsOf: EdfBands
  /** What a band contains. */
  readonly bandKind: BandKind
  readonly answer: PairAnswer | undefined
  /** Undefined: not requested; null: the populations have nothing in common. */
  readonly normalised: EqualComplexity | null | undefined
  /** Whether the axis extends to the worst network. */
  readonly isWhole: boolean
}

export interface ShownEdf {
  readonly chart: PopulationEdfInput
  /** Where cutting the axis is recommended, whether or not it is cut. */
  readonly cut: ErrorCut | null
}

/**
 * The EDFs as shown on the screen, in its table and in the paper figure. If normalised, a population is the part it has
 * in common with the others, weighted, and so are the bands; the widest gap, which is that of unweighted runs, is left
 * out.
 */
export function shownEdf(choice: EdfChoice): ShownEdf {
  const { populations, pair, bands, bandsOf, bandKind, answer, normalised, isWhole } = choice
  const errors = populations.map(({ errors: all }, i) => {
    const kept = normalised?.populations[i]?.kept
    return kept ? kept.map((at) => all[at]!) : all
  })
  const cut = errorCut(errors)
  return {
    cut,
    chart: {
      populations: populations.map(({ id, name, mark }, i) => {
        const weights = normalised?.populations[i]?.weights
        const band = weights ? edfBand({ errors: errors[i]!, weights }, errorGrid(errors), bandKind) : bands?.get(id)
        const given = { id: String(id), name, mark, errors: errors[i]! }
        return { ...given, ...(weights ? { weights } : {}), ...(band ? { band } : {}) }
      }),
      bands: bandsOf,
      scale: cut && !isWhole ? cut.scale : errorScale(errors),
      ...(pair ? { pair: [String(pair.newer.id), String(pair.older.id)] as const } : {}),
      ...(answer && pair && !normalised ? { gap: widestGap(answer, pair) } : {}),
    },
  }
}

function widestGap({ comparison }: PairAnswer, { newer, older }: ComparedPair) {
  const { at } = comparison.kolmogorovSmirnov
  const share = ({ errors }: ComparedSide) => shareUpTo(edf(errors), at)
  return { at, shares: [share(newer), share(older)] as const }
}

/** The steps of the EDFs: the share of each population up to each of its errors. */
export const edfRows = ({ populations }: PopulationEdfInput): ReturnType<ChartTable['rows']> =>
  populations.flatMap((population) => {
    const { values, upTo } = distribution(population)
    return Array.from(values, (error, i) => [population.name, error, upTo[i]!])
  })
