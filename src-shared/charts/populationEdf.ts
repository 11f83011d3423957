import type { ChartView, Drawing } from './chartView.ts'
import { edfChart, type EdfChartInput, type EdfSeries } from './edfChart.ts'

/** Which populations show their bands. */
export type EdfBands = 'pair' | 'all' | 'none'

export interface PopulationEdfInput extends Omit<EdfChartInput, 'series' | 'selected' | 'marked'> {
  /** `band` is its band if known; `bands` decides whether it is drawn. */
  readonly populations: readonly (Omit<EdfSeries, 'heavy'> & { readonly id: string })[]
  readonly bands: EdfBands
  /** Ids of the compared populations, drawn heavier. */
  readonly pair?: readonly [newer: string, older: string]
  /** One network, marked by a ring. */
  readonly selected?: { readonly population: string; readonly error: number }
}

/** Whether the population with this id should show its band. */
const isBanded = (id: string, { bands, pair }: Pick<PopulationEdfInput, 'bands' | 'pair'>): boolean =>
  ({ pair: pair?.includes(id) ?? false, all: true, none: false })[bands]

/** Whether any population's band is drawn. */
export const hasBands = (input: PopulationEdfInput): boolean =>
  input.populations.some(({ id, band }) => band !== undefined && isBanded(id, input))

/** EDFs of populations as in Compare and the monitor: the pair stands out, with bands on request. */
export function populationEdf(input: PopulationEdfInput, view: ChartView): Drawing {
  const { populations, pair, selected, ...rest } = input
  const series = populations.map(({ band, ...population }) => ({
    ...population,
    heavy: pair?.includes(population.id) ?? populations.length === 1,
    ...(band && isBanded(population.id, input) ? { band } : {}),
  }))
  const own = series[populations.findIndex(({ id }) => id === selected?.population)]
  return edfChart(
    { ...rest, series, ...(selected && own ? { selected: { series: own, error: selected.error } } : {}) },
    view,
  )
}
