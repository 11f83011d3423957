import { curvesChart } from '#shared/charts/curvesChart.ts'
import { logScale, type Scale } from '#shared/charts/scale.ts'
import { spaceMarks } from '#shared/charts/spaceMarks.ts'
import { capitalised } from '#shared/format/capitalised.ts'
import { countUnit } from '#shared/format/counts.ts'
import { shortText } from '#shared/format/numbers.ts'
import { countingLayers, type Complexity } from '#shared/networks/complexity.ts'
import { standaloneFigure } from '../figure.ts'
import { complexityIds, figureParameters, type ParametersOf } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { complexityColumns } from './complexityAxes.ts'

/** Convolutions by kernel and the width of a group, in channels. */
const operators = {
  conv1: { kernel: 1, groupOf: (width: number) => width },
  conv3: { kernel: 3, groupOf: (width: number) => width },
  group3: { kernel: 3, groupOf: (_: number, groupWidth: number) => groupWidth },
  depthwise3: { kernel: 3, groupOf: () => 1 },
} as const
type OperatorId = keyof typeof operators
const operatorIds = Object.keys(operators) as OperatorId[]
const marks = spaceMarks(operatorIds)

/** Widths from one group to 64, by factors of two. */
const widthsFrom = (groupWidth: number) => Array.from({ length: 7 }, (_, i) => groupWidth * 2 ** i)

/** A logarithmic scale over [low, high], both positive, with ticks at powers of ten. */
function decades(low: number, high: number): Scale {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))]
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i))
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks, log: true }
}

/** The cost of a convolution from `width` to as many channels, at stride 1, without its batch normalisation. */
function costOf(id: OperatorId, width: number, { resolution, groupWidth }: ParametersOf<'operators'>): Complexity {
  const { kernel, groupOf } = operators[id]
  const { layers, total } = countingLayers('paper')
  const groups = width / groupOf(width, groupWidth)
  layers.convBn({ width, size: resolution }, '', '', { width, kernel, stride: 1, groups })
  return { ...total, parameters: total.parameters - 2 * width }
}

/** FLOPs, parameters and activations of convolutions against their width (the paper's Figure 12, left). */
export const operatorsKind = standaloneFigure(figureParameters.operators, {
  data: (parameters) => ({
    parameters,
    curves: operatorIds.map((id) => ({
      id,
      points: widthsFrom(parameters.groupWidth).map((width) => ({ width, ...costOf(id, width, parameters) })),
    })),
  }),
  panels: ({ curves }, { t }) =>
    complexityIds.map((measure) => {
      const values = curves.flatMap(({ points }) => points.map((point) => point[measure]))
      const unit = measure === 'flops' ? 'F' : ''
      const title = capitalised(t(`science.parameters.${measure}`))
      const widths = curves[0]!.points.map(({ width }) => width)
      return {
        title,
        draw: (view) =>
          curvesChart(
            {
              x: {
                scale: { ...logScale(widths[0]!, widths.at(-1)!, 4), low: widths[0]!, high: widths.at(-1)! },
                title: t('charts.drawing.logScale', { title: capitalised(t('science.sizes.width')) }),
              },
              y: {
                scale: decades(Math.min(...values), Math.max(...values)),
                // The panel's title says what it is.
                title: '',
                text: (value) => {
                  const { divisor, prefix } = countUnit(value)
                  return `${shortText(value / divisor)} ${prefix}${unit}`.trimEnd()
                },
              },
              curves: curves.map(({ id, points }) => ({
                ...{ mark: marks.get(id)!, isInKey: true },
                x: points.map(({ width }) => width),
                y: points.map((point) => point[measure]),
              })),
            },
            { ...view, t },
          ),
      }
    }),
  key: ({ curves, parameters: { groupWidth } }, { t }) =>
    curves.map(({ id }) => ({
      name: t(`figures.operators.${id}`, { groupWidth }),
      mark: marks.get(id)!,
      part: 'line',
    })),
  table: ({ curves, parameters: { resolution, groupWidth } }) =>
    tableOf(
      [
        { id: 'operator', says: (id, { t }) => t(`figures.operators.${id as OperatorId}`, { groupWidth }) },
        ...([
          { id: 'width', as: 'integer' },
          { id: 'groupWidth', as: 'integer' },
        ] as const),
        ...([{ id: 'resolution', as: 'integer' }] as const),
        ...complexityColumns,
      ],
      curves.flatMap(({ id, points }) =>
        points.map(({ width, ...costs }) => ({
          ...{ operator: id, width, groupWidth: operators[id].groupOf(width, groupWidth), resolution },
          ...costs,
        })),
      ),
    ),
  caption: ({ parameters: { resolution } }, { t }) => t('figures.captions.operators', { resolution }),
})
