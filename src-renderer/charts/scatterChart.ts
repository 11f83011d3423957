import type { EChartsOption } from 'echarts'
import type { BootstrapRange } from '#shared/statistics/bootstrap.ts'
import { lightTheme, type ChartTheme } from './chartTheme.ts'
import { framed, type ChartSize, type FrameInput } from './frame.ts'
import { linearScale, placed, scaleOf, type Scale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface ScatterInput {
  /** The parameter's name and, after its last tick, its unit. */
  readonly title: string
  readonly unit?: string
  readonly mark: SpaceMark
  readonly points: readonly { readonly value: number; readonly errorPercent: number }[]
  /** Empirical bootstrap of the parameter: shaded from low to high, a line at the likely best. */
  readonly range?: BootstrapRange
  /** Shared scales let several charts be read against each other. */
  readonly errorScale?: Scale
  readonly valueScale?: Scale
}

/** Error against one parameter of a population, with the 95 % empirical bootstrap range of the best value; the best network is ringed. */
export function scatterChart(input: ScatterInput, size: ChartSize, theme: ChartTheme = lightTheme): EChartsOption {
  const { points, mark, range } = input
  const errors = points.map((point) => point.errorPercent)
  const scale = input.valueScale ?? scaleOf(points.map((point) => point.value))
  const frame: FrameInput = {
    size,
    margins: { left: 44, right: 16, top: 34, bottom: 40 },
    theme,
    x: {
      scale,
      title: scale.log ? `${input.title}, log scale` : input.title,
      ...(input.unit ? { unit: input.unit } : {}),
    },
    y: {
      scale: input.errorScale ?? linearScale(Math.min(...errors), Math.max(...errors), 4),
      title: 'Validation error',
      unit: '%',
    },
  }
  const lowest = Math.min(...errors)
  const at = (point: ScatterInput['points'][number]) => [placed(scale, point.value), point.errorPercent]
  return framed(frame, [
    {
      type: 'scatter',
      silent: true,
      symbol: `path://${mark.symbolPath}`,
      symbolSize: 6,
      z: 3,
      itemStyle: { color: mark.colour, opacity: 0.75 },
      data: points.map(at),
      ...(range
        ? {
            markArea: {
              silent: true,
              itemStyle: { color: mark.colour, opacity: theme.bandOpacity },
              data: [[{ xAxis: placed(scale, range.low) }, { xAxis: placed(scale, range.high) }]],
            },
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: mark.colour, width: 1.75, type: 'solid' },
              data: [{ xAxis: placed(scale, range.median) }],
            },
          }
        : {}),
    },
    {
      type: 'scatter',
      silent: true,
      symbol: 'circle',
      symbolSize: 13,
      z: 4,
      itemStyle: { color: 'transparent', borderColor: theme.ink, borderWidth: 1.25 },
      data: points.filter((point) => point.errorPercent === lowest).map(at),
    },
  ])
}
