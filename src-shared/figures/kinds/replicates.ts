import { rangesChart } from '#shared/charts/rangesChart.ts'
import { linearScale } from '#shared/charts/scale.ts'
import { networkKey } from '#shared/designspaces/toNetwork.ts'
import { shortText } from '#shared/format/numbers.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import { meanDifferenceRange, momentsOf } from '#shared/statistics/ranges/meanRange.ts'
import { pairedDifferenceRange } from '#shared/statistics/ranges/pairedRange.ts'
import { figure, type Shown } from '../figure.ts'
import { errorsOf, type FigurePopulation, type FigureRun } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'

/** Errors whose spread is shown: of one network over its seeds, or of the networks of a population. */
interface Spread {
  readonly population: FigurePopulation
  readonly over: 'seeds' | 'networks'
  readonly runs: readonly FigureRun[]
  readonly mean: number
  /** Sample standard deviation (over n - 1). */
  readonly deviation: number
}

function spreadOf(population: FigurePopulation, over: Spread['over'], runs: readonly FigureRun[]): Spread {
  const { mean, variance } = momentsOf(errorsOf({ runs }))
  return { population, over, runs, mean, deviation: Math.sqrt(variance) }
}

/** The spreads of a population: of each network with several seeds, and of its networks, each counted once. */
function spreadsOf(population: FigurePopulation): Spread[] {
  const groups = [...Map.groupBy(population.runs, ({ network }) => networkKey(network)).values()]
  const seeds = groups.filter(({ length }) => length > 1).map((runs) => spreadOf(population, 'seeds', runs))
  const firsts = groups.map(([first]) => first!)
  return firsts.length > 1 ? [...seeds, spreadOf(population, 'networks', firsts)] : seeds
}

/** Mean error of one network minus that of another: over the seeds that both have, or Welch's if they share fewer than two. */
function differenceOf(one: Spread, other: Spread): Interval & { readonly pairs: number } {
  const bySeed = new Map(other.runs.map((run) => [run.seed ?? null, run.errorPercent]))
  const pairs = one.runs.flatMap(({ seed = null, errorPercent }) => {
    const against = seed === null ? undefined : bySeed.get(seed)
    return against === undefined ? [] : [[errorPercent, against] as const]
  })
  if (pairs.length < 2) return { ...meanDifferenceRange(errorsOf(one), errorsOf(other)), pairs: 0 }
  const range = pairedDifferenceRange(
    pairs.map(([own]) => own),
    pairs.map(([, against]) => against),
  )
  return { ...range, pairs: pairs.length }
}

function replicatesData({ populations }: Shown) {
  const spreads = populations.flatMap(spreadsOf)
  const best = spreads.filter(({ over }) => over === 'seeds').reduce((a, b) => (b.mean < a.mean ? b : a))
  return {
    best,
    rows: spreads.map((spread) => ({
      ...spread,
      against: spread.over === 'seeds' && spread !== best ? differenceOf(spread, best) : null,
    })),
  }
}

/** The spread of each network's error over seeds, beside the spread over networks, and networks against the best. */
export const replicatesKind = figure(figureParameters.replicates, {
  needs: 'some',
  lacks: ({ populations }) =>
    populations.some((population) => spreadsOf(population).some(({ over }) => over === 'seeds'))
      ? undefined
      : sentence('figureNeedsReplicates'),
  data: replicatesData,
  panels: ({ rows, best }, { t }) => [
    {
      draw: (view) =>
        rangesChart(
          {
            title: t('charts.drawing.error'),
            scale: linearScale(
              Math.min(...rows.map(({ mean, deviation }) => mean - deviation)),
              Math.max(...rows.map(({ mean, deviation }) => mean + deviation)),
            ),
            neutral: best.mean,
            rows: rows.map(({ population, over, runs, mean, deviation }) => ({
              mark: population.mark,
              name: t(`figures.spreads.${over}`, { name: population.shortName, n: runs.length }),
              ...{ value: mean, low: mean - deviation, high: mean + deviation },
            })),
          },
          { ...view, t },
        ),
    },
  ],
  table: ({ rows }) =>
    tableOf(
      [
        { id: 'population' },
        { id: 'over', says: (code, { t }) => t(`figures.values.${code as Spread['over']}`) },
        { id: 'run' },
        { id: 'n', as: 'integer' },
        { id: 'meanErrorPercent', as: { digits: 2 } },
        { id: 'deviationPercent', as: { digits: 2 } },
        { id: 'meanDifference', as: { digits: 2 } },
        { id: 'low', as: { digits: 2 } },
        { id: 'high', as: { digits: 2 } },
        { id: 'pairs', as: 'integer' },
      ],
      rows.map(({ population, over, runs, mean, deviation, against }) => ({
        ...{ population: population.name, over, run: over === 'seeds' ? runs[0]!.id : null, n: runs.length },
        ...{ meanErrorPercent: mean, deviationPercent: deviation, meanDifference: against?.value ?? null },
        ...{ low: finite(against?.low), high: finite(against?.high), pairs: against?.pairs ?? null },
      })),
    ),
  caption({ rows, best }, { t }) {
    const { population, mean } = best
    const said = t('figures.captions.replicates', { name: population.name, mean: shortText(mean, 3) })
    const compared = rows.flatMap(({ population: { name }, against }) => {
      if (!against || !Number.isFinite(against.low)) return []
      const [difference, low, high] = [against.value, against.low, against.high].map((value) => shortText(value, 2))
      const values = { name, difference: difference!, low: low!, high: high! }
      return against.pairs === 0
        ? t('figures.captions.replicatesApart', values)
        : t('figures.captions.replicatesAgainst', { ...values, pairs: against.pairs })
    })
    return [said, ...compared].join(' ')
  },
})

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null
