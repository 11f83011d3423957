import { darkTheme, lightTheme } from '#shared/charts/chartTheme.ts'
import { curvesChart } from '#shared/charts/curvesChart.ts'
import { extent } from '#shared/charts/extent.ts'
import { linearScale, scaleOf } from '#shared/charts/scale.ts'
import { capitalised } from '#shared/format/capitalised.ts'
import { countUnit } from '#shared/format/counts.ts'
import { networkParameters, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { parameterText } from '#shared/refinement/steps/refinementText.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { exactBootstrap } from '#shared/statistics/bootstrap.ts'
import { quantile } from '#shared/statistics/summary.ts'
import { figure, type Shown } from '../figure.ts'
import type { FigureRun } from '../figureInput.ts'
import { figureParameters, type ParametersOf } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { fewestOfRegime, flopsRegimes, type Regime } from './regimes.ts'
import { parameterColumn } from './saidCodes.ts'

/** The parameters of a RegNet, as in the paper's Figure 11. */
const ofRegNets: readonly NetworkParameterId[] = [
  ...(['totalDepth', 'largestBottleneckRatio', 'widthMultiplier'] as const),
  ...(['largestGroupWidth', 'widthSlope', 'initialWidth'] as const),
]

/** Those of the parameters asked for that every network has. */
function parametersOf({ populations }: Shown, { parameter }: ParametersOf<'trends'>): NetworkParameterId[] {
  const asked = parameter === 'regNet' ? ofRegNets : [parameter]
  const runs = populations.flatMap((population) => population.runs)
  return asked.filter((id) => runs.every((run) => !Number.isNaN(networkParameters[id].of(run))))
}

const regimesOf = ({ populations }: Shown, { groups }: ParametersOf<'trends'>): Regime[] =>
  flopsRegimes(
    populations.map(({ runs }) => runs),
    groups,
  )

/** One parameter in one regime: its likely best value with its range, and median and central 95 % of all networks. */
function trendPoint(id: NetworkParameterId, { low, high, runs }: Regime) {
  const values = runs.map((run: FigureRun) => networkParameters[id].of(run))
  const flops = runs.map(({ complexity }) => complexity.flops)
  return {
    ...{ low, high, n: runs.length, flops: quantile(flops, 0.5) },
    best: exactBootstrap(
      runs.map(({ errorPercent }) => errorPercent),
      values,
    ),
    all: { low: quantile(values, 0.025), median: quantile(values, 0.5), high: quantile(values, 0.975) },
  }
}

/** Parameters of the best networks and of all against FLOPs, regime by regime (the paper's Figure 11). */
export const trendsKind = figure(figureParameters.trends, {
  needs: 'some',
  lacks: (shown, parameters) => {
    const regimes = regimesOf(shown, parameters)
    const fewest = Math.min(...regimes.map(({ runs }) => runs.length))
    if (regimes.length < 2 || fewest < fewestOfRegime) return sentence('figureNeedsRegimes', { fewest: fewestOfRegime })
    const { parameter } = parameters
    return parametersOf(shown, parameters).length === 0 ? sentence('figureNeedsParameter', { parameter }) : undefined
  },
  data: (shown, parameters) => {
    const regimes = regimesOf(shown, parameters)
    return {
      ...{ populations: shown.populations, mark: shown.newest.mark, regimes: regimes.length },
      isDivided:
        flopsRegimes(
          shown.populations.map(({ runs }) => runs),
          1,
        ).length === 1,
      trends: parametersOf(shown, parameters).map((id) => ({ id, points: regimes.map((one) => trendPoint(id, one)) })),
    }
  },
  panels: ({ mark, trends }, { t }) => {
    const flops = trends[0]!.points.map((point) => point.flops)
    const { divisor, prefix } = countUnit(Math.max(...flops))
    return trends.map(({ id, points }) => {
      const { low, high } = extent(...points.map(({ best, all }) => [best.low, best.high, all.low, all.high]))!
      const title = capitalised(parameterText(id, t))
      return {
        title,
        draw: (view) =>
          curvesChart(
            {
              x: {
                scale: scaleOf(flops.map((value) => value / divisor)),
                title: t('science.parameters.flops'),
                unit: `${prefix}F`,
              },
              // The panel's title says what it is.
              y: { scale: linearScale(low, high, 4), title: '' },
              curves: [true, false].map((faint) => ({
                ...{ mark, faint, isInKey: true },
                x: flops.map((value) => value / divisor),
                y: points.map(({ best, all }) => (faint ? all : best).median),
                band: {
                  low: points.map(({ best, all }) => (faint ? all : best).low),
                  high: points.map(({ best, all }) => (faint ? all : best).high),
                },
              })),
            },
            { ...view, t },
          ),
      }
    })
  },
  key: ({ mark }, { t }) => [
    { name: t('figures.trendOfBest'), mark },
    { name: t('figures.trendOfAll'), mark: { ...mark, colour: lightTheme.axis, darkColour: darkTheme.axis } },
  ],
  table: ({ trends }) =>
    tableOf(
      [
        parameterColumn,
        { id: 'n', as: 'integer' },
        { id: 'flopsFrom', as: 'count' },
        { id: 'flopsTo', as: 'count' },
        { id: 'flops', as: 'count' },
        { id: 'likelyBest', as: 'number' },
        { id: 'low', as: 'number' },
        { id: 'high', as: 'number' },
        { id: 'median', as: 'number' },
        { id: 'allLow', as: 'number' },
        { id: 'allHigh', as: 'number' },
      ],
      trends.flatMap(({ id, points }) =>
        points.map(({ n, low, high, flops, best, all }) => ({
          ...{ parameter: id, n, flopsFrom: low, flopsTo: high, flops },
          ...{ likelyBest: best.median, low: best.low, high: best.high },
          ...{ median: all.median, allLow: all.low, allHigh: all.high },
        })),
      ),
    ),
  caption: ({ populations, regimes, isDivided }, { t, list }) =>
    [
      t('figures.captions.trends', { names: list(populations.map(({ name }) => name)), regimes }),
      t(isDivided ? 'figures.captions.trendsDivided' : 'figures.captions.trendsWindows'),
    ].join(' '),
})
