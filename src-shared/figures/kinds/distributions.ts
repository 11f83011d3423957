import { edfChart, errorScale } from '#shared/charts/edfChart.ts'
import { edfDifferenceChart } from '#shared/charts/edfDifferenceChart.ts'
import { errorCut } from '#shared/charts/errorCut.ts'
import type { Scale } from '#shared/charts/scale.ts'
import { shortText } from '#shared/format/numbers.ts'
import { edf, shareUpTo } from '#shared/statistics/edf.ts'
import { kolmogorovSmirnov } from '#shared/statistics/kolmogorovSmirnov.ts'
import { edfBand, edfDifferenceBand, errorGrid, type Band } from '#shared/statistics/ranges/edfBand.ts'
import { figure, type Shown } from '../figure.ts'
import { errorsOf, type FigurePopulation } from '../figureInput.ts'
import { figureParameters, type ParametersOf } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'

/** The axis of errors: cut off if a few bad networks would take up much of it. */
function errorAxisOf(populations: readonly FigurePopulation[]): { scale: Scale; beyond: number } {
  const errors = populations.map(errorsOf)
  const cut = errorCut(errors)
  return cut ? { scale: cut.scale, beyond: cut.beyond } : { scale: errorScale(errors), beyond: 0 }
}

function edfData({ populations, pair }: Shown, { bands }: ParametersOf<'edf'>) {
  const grid = pair && errorGrid(pair.map(errorsOf))
  const whole = errorGrid(populations.map(errorsOf))
  const banded = (one: FigurePopulation) => bands === 'all' || (bands === 'pair' && pair?.includes(one))
  const [newer, older] = pair ?? []
  const at = newer && older ? kolmogorovSmirnov(errorsOf(newer), errorsOf(older)).at : undefined
  return {
    series: populations.map((population) => {
      const errors = errorsOf(population)
      const band = banded(population) ? edfBand({ errors }, bands === 'pair' ? grid! : whole) : undefined
      return { population, errors, distribution: edf(errors), ...(band ? { band } : {}) }
    }),
    ...(newer && older && bands !== 'none'
      ? {
          gap: { at: at!, shares: [newer, older].map((one) => shareUpTo(edf(errorsOf(one)), at!)) as [number, number] },
        }
      : {}),
    pair,
    bands,
    ...errorAxisOf(populations),
  }
}

/** The EDFs of populations, with n, lowest and mean error. */
export const edfKind = figure(figureParameters.edf, {
  needs: 'some',
  data: edfData,
  panels: ({ series, gap, scale, pair }, { t }) => [
    {
      draw: (view) =>
        edfChart(
          {
            scale,
            series: series.map(({ population, errors, band }) => ({
              name: population.shortName,
              mark: population.mark,
              errors,
              ...(band ? { band } : {}),
              heavy: pair?.includes(population) ?? false,
            })),
            ...(gap ? { gap } : {}),
          },
          { ...view, t },
        ),
    },
  ],
  table: ({ series }) =>
    tableOf(
      [
        { id: 'population' },
        { id: 'errorPercent', as: { digits: 2 } },
        { id: 'shareBelow', as: { digits: 3 } },
        { id: 'shareUpTo', as: { digits: 3 } },
      ],
      series.flatMap(({ population, distribution: { values, below, upTo } }) =>
        Array.from(values, (errorPercent, i) => ({
          population: population.name,
          ...{ errorPercent, shareBelow: below[i]!, shareUpTo: upTo[i]! },
        })),
      ),
    ),
  caption: ({ series, bands, pair, scale, beyond }, { t }) =>
    [
      t('figures.captions.edf'),
      ...(series.some(({ band }) => band)
        ? [
            bands === 'pair' && pair
              ? t('figures.captions.edfPair', { newer: pair[0].name, older: pair[1].name })
              : t('figures.captions.edfBands'),
          ]
        : []),
      ...(beyond > 0 ? [t('figures.captions.edfCut', { high: shortText(scale.high), n: beyond })] : []),
    ].join(' '),
})

function differenceData({ pair }: Shown) {
  const [newer, older] = pair!
  const [fresh, old] = pair!.map(errorsOf) as [number[], number[]]
  const band: Band = edfDifferenceBand({ errors: fresh }, { errors: old }, errorGrid([fresh, old]))
  return { newer, older, band, ...errorAxisOf(pair!) }
}

/** The difference of the EDFs of the compared pair with its band. */
export const edfDifferenceKind = figure(figureParameters.edfDifference, {
  needs: 'pair',
  data: differenceData,
  panels: ({ newer, older, band, scale }, { t }) => [
    {
      draw: (view) =>
        edfDifferenceChart(
          { newName: newer.shortName, oldName: older.shortName, mark: newer.mark, band, scale, alone: true },
          { ...view, t },
        ),
    },
  ],
  table: ({ newer, older, band }) =>
    tableOf(
      [
        { id: 'newer' },
        { id: 'older' },
        { id: 'errorPercent', as: { digits: 2 } },
        { id: 'difference', as: { digits: 3 } },
        { id: 'low', as: { digits: 3 } },
        { id: 'high', as: { digits: 3 } },
      ],
      Array.from(band.grid, (errorPercent, i) => ({
        ...{ newer: newer.name, older: older.name, errorPercent },
        ...{ difference: band.value[i]!, low: band.low[i]!, high: band.high[i]! },
      })),
    ),
  caption: ({ newer }, { t }) => t('figures.captions.edfDifference', { newer: newer.name }),
})
