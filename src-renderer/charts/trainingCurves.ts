import type { EChartsOption, LineSeriesOption } from 'echarts'
import { lightTheme, type ChartTheme } from './chartTheme.ts'
import { framed, pixelY, type ChartSize, type FrameInput } from './frame.ts'
import { lineEnds } from './lineEnds.ts'
import { fixedText } from './numberText.ts'
import { linearScale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface TrainingCurve {
  readonly name: string
  readonly mark: SpaceMark
  /** One entry per finished epoch; at least one. */
  readonly epochs: readonly {
    readonly epoch: number
    readonly trainErrorPercent: number
    readonly validationErrorPercent: number
  }[]
}

/** Error over epochs of a few runs: validation full with its symbol at the end, training thin and dashed. */
export function trainingCurves(
  curves: readonly TrainingCurve[],
  size: ChartSize,
  theme: ChartTheme = lightTheme,
): EChartsOption {
  const epochs = curves.flatMap((curve) => curve.epochs)
  const errors = epochs.flatMap(({ trainErrorPercent, validationErrorPercent }) => [
    trainErrorPercent,
    validationErrorPercent,
  ])
  const last = Math.max(...epochs.map(({ epoch }) => epoch))
  const first = Math.min(...epochs.map(({ epoch }) => epoch))
  const whole = linearScale(first, last, 8).ticks.filter(
    (tick) => Number.isInteger(tick) && tick > first && tick <= last,
  )
  const ticks = [first, ...whole]
  const frame: FrameInput = {
    size,
    margins: { left: 44, right: 306, top: 34, bottom: 40 },
    theme,
    x: { scale: { low: first, high: Math.max(last, first + 1), ticks, log: false }, title: 'Epoch' },
    y: { scale: linearScale(0, Math.max(...errors), 5), title: 'Error: validation full, training dashed', unit: '%' },
  }
  const names = lineEnds(
    curves.map((curve) => ({
      name: curve.name,
      mark: curve.mark,
      y: pixelY(frame, curve.epochs.at(-1)!.validationErrorPercent),
      cells: [
        fixedText(curve.epochs.at(-1)!.validationErrorPercent, 1),
        fixedText(curve.epochs.at(-1)!.trainErrorPercent, 1),
      ],
      bold: false,
    })),
    [
      { title: 'validation %', right: 206 },
      { title: 'training %', right: 268 },
    ],
    size.width - frame.margins.right,
    [frame.margins.top, size.height - frame.margins.bottom],
    theme,
  )
  return framed(
    frame,
    curves.flatMap((curve) => [line(curve, 'trainErrorPercent'), line(curve, 'validationErrorPercent')]),
    names,
  )
}

function line({ name, mark, epochs }: TrainingCurve, key: 'trainErrorPercent' | 'validationErrorPercent') {
  const validation = key === 'validationErrorPercent'
  const series: LineSeriesOption = {
    type: 'line',
    name,
    silent: true,
    symbol: 'none',
    z: validation ? 4 : 3,
    lineStyle: {
      color: mark.colour,
      width: validation ? 1.75 : 1,
      type: validation ? 'solid' : [4, 3],
      opacity: validation ? 1 : 0.8,
    },
    data: epochs.map((entry) => [entry.epoch, entry[key]]),
  }
  return series
}
