import { darkTheme, lightTheme } from '#shared/charts/chartTheme.ts'
import { curvesChart } from '#shared/charts/curvesChart.ts'
import { extent } from '#shared/charts/extent.ts'
import { linearScale, scaleOf } from '#shared/charts/scale.ts'
import type { RegimeKey } from '#shared/designspaces/regimeKeys.ts'
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
import type { FigureWords } from '../figureWords.ts'
import { fewestOfRegime, flopsRegimes, valueRegimes, variedOf, type Regime, type Regimes } from './regimes.ts'
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

interface RegimesOver extends Regimes {
  readonly over: RegimeKey
  /** What else the populations vary. */
  readonly pooled: readonly RegimeKey[]
}

function regimesOf({ populations }: Shown, { over: asked, groups }: ParametersOf<'trends'>): RegimesOver {
  const runs = populations.map((population) => population.runs)
  const varied = variedOf(runs)
  const over = asked === 'varied' ? (varied[0] ?? 'flops') : asked
  const regimes = over === 'flops' ? flopsRegimes(runs, groups) : valueRegimes(runs.flat(), over)
  return { ...regimes, over, pooled: varied.filter((key) => key !== over) }
}

/** One parameter in one regime: its likely best value with its range, and median and central 95 % of all networks. */
function trendPoint(id: NetworkParameterId, { at, low, high, runs }: Regime) {
  const values = runs.map((run: FigureRun) => networkParameters[id].of(run))
  const flops = runs.map(({ complexity }) => complexity.flops)
  return {
    ...{ at, low, high, n: runs.length, flops: quantile(flops, 0.5) },
    best: exactBootstrap(
      runs.map(({ errorPercent }) => errorPercent),
      values,
    ),
    all: { low: quantile(values, 0.025), median: quantile(values, 0.5), high: quantile(values, 0.975) },
  }
}

/** What the trend is over, as in a sentence. */
const overText = (over: RegimeKey, { t }: Pick<FigureWords, 't'>): string =>
  over === 'flops' ? t('science.parameters.flops') : t(`figures.traits.${over}`)

/**
 * Parameters of the best networks and of all against FLOPs (the paper's Figure 11), or against the image size or the
 * epochs that a study varies, regime by regime.
 */
export const trendsKind = figure(figureParameters.trends, {
  needs: 'some',
  lacks: (shown, parameters) => {
    const { regimes } = regimesOf(shown, parameters)
    if (regimes.length < 2) return sentence('figureNeedsRegimes', { fewest: fewestOfRegime })
    const { parameter } = parameters
    return parametersOf(shown, parameters).length === 0 ? sentence('figureNeedsParameter', { parameter }) : undefined
  },
  data: (shown, parameters) => {
    const { over, regimes, pooled, isDivided, apart } = regimesOf(shown, parameters)
    return {
      ...{ populations: shown.populations, mark: shown.newest.mark, over, pooled, isDivided, apart },
      regimes: regimes.length,
      trends: parametersOf(shown, parameters).map((id) => ({ id, points: regimes.map((one) => trendPoint(id, one)) })),
    }
  },
  panels: ({ mark, trends, over }, words) => {
    const { t } = words
    const places = trends[0]!.points.map(({ at }) => at)
    const { divisor, prefix } = over === 'flops' ? countUnit(Math.max(...places)) : { divisor: 1, prefix: '' }
    const x = places.map((value) => value / divisor)
    const unit = { flops: `${prefix}F`, imageSize: 'px', epochs: '' }[over]
    const scale = scaleOf(x)
    const axis = capitalised(overText(over, words))
    return trends.map(({ id, points }) => {
      const { low, high } = extent(...points.map(({ best, all }) => [best.low, best.high, all.low, all.high]))!
      const title = capitalised(parameterText(id, t))
      return {
        title,
        draw: (view) =>
          curvesChart(
            {
              x: {
                scale,
                title: scale.log ? t('charts.drawing.logScale', { title: axis }) : axis,
                ...(unit !== '' && { unit }),
              },
              // The panel's title says what it is.
              y: { scale: linearScale(low, high, 4), title: '' },
              curves: [true, false].map((faint) => ({
                ...{ mark, faint, isInKey: true },
                x,
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
    { name: t('figures.trendOfBest'), mark, part: 'line' },
    {
      name: t('figures.trendOfAll'),
      part: 'line',
      mark: { ...mark, colour: lightTheme.axis, darkColour: darkTheme.axis },
    },
  ],
  table: ({ trends, over }) =>
    tableOf(
      [
        parameterColumn,
        { id: 'n', as: 'integer' },
        ...(over === 'flops' ? [] : [{ id: over, as: 'integer' } as const]),
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
        points.map(({ n, at, low, high, flops, best, all }) => ({
          ...{ parameter: id, n, imageSize: at, epochs: at, flopsFrom: low, flopsTo: high, flops },
          ...{ likelyBest: best.median, low: best.low, high: best.high },
          ...{ median: all.median, allLow: all.low, allHigh: all.high },
        })),
      ),
    ),
  caption: ({ populations, over, pooled, regimes, isDivided, apart }, words) => {
    const { t, list } = words
    const names = list(populations.map(({ name }) => name))
    const placed =
      over === 'flops' ? (isDivided ? 'figures.captions.trendsDivided' : 'figures.captions.trendsWindows') : undefined
    return [
      t('figures.captions.trends', { names, over: overText(over, words), regimes }),
      ...(placed ? [t(placed)] : []),
      ...(apart > 0 ? [t('figures.captions.trendsApart', { count: apart, fewest: fewestOfRegime })] : []),
      ...(pooled.length > 0
        ? [t('figures.captions.trendsPooled', { pooled: list(pooled.map((key) => overText(key, words))) })]
        : []),
    ].join(' ')
  },
})
