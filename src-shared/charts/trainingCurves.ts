import type { LineSeriesOption } from 'echarts'
import { colourOf, type ChartTheme } from './chartTheme.ts'
import type { ChartTranslate } from './chartTexts.ts'
import { wholeView, type ChartPoint, type ChartView, type Drawing } from './chartView.ts'
import { framed, pixelX, pixelY, type FrameInput } from './frame.ts'
import { lineEnds } from './lineEnds.ts'
import { namesAtEnds } from './edfLayout.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { epochScale, linearScale, zoomedScale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface TrainingCurve {
  readonly name: string
  readonly mark: SpaceMark
  /** One entry per completed epoch; at least one. */
  readonly epochs: readonly {
    readonly epoch: number
    readonly trainErrorPercent: number
    readonly validationErrorPercent: number
  }[]
}

/** Error over epochs of a few runs: validation solid with its symbol at the end, training thin and dashed. */
export function trainingCurves(curves: readonly TrainingCurve[], view: ChartView): Drawing {
  const { size, theme, t, zoom } = wholeView(view)
  const epochs = curves.flatMap((curve) => curve.epochs)
  const errors = epochs.flatMap(({ trainErrorPercent, validationErrorPercent }) => [
    trainErrorPercent,
    validationErrorPercent,
  ])
  const whole = epochScale(epochs.map(({ epoch }) => epoch))
  const scale = zoomedScale(whole, zoom)
  const wide = namesAtEnds(size.width)
  const frame: FrameInput = {
    size,
    margins: { left: 44, right: wide ? 306 : 16, top: 34, bottom: 40 },
    theme,
    x: { scale, title: t('charts.drawing.epoch') },
    y: { scale: linearScale(0, Math.max(...errors), 5), title: t('charts.drawing.curves'), unit: '%' },
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
      { title: t('charts.drawing.validationColumn'), right: 206 },
      { title: t('charts.drawing.trainingColumn'), right: 268 },
    ],
    size.width - frame.margins.right,
    [frame.margins.top, size.height - frame.margins.bottom],
    theme,
    t,
  )
  return {
    ...framed(
      frame,
      curves.flatMap((curve, i) => [
        line(`training ${i}`, curve, 'trainErrorPercent', theme),
        line(`validation ${i}`, curve, 'validationErrorPercent', theme),
      ]),
      wide ? names : [],
    ),
    zoomable: scale,
    points: () => epochPoints(curves, frame, t),
  }
}

/** One arrow-key stop per epoch of the axis. */
function epochPoints(curves: readonly TrainingCurve[], frame: FrameInput, t: ChartTranslate): ChartPoint[] {
  const { low, high } = frame.x.scale
  const epochs = [...new Set(curves.flatMap((curve) => curve.epochs.map(({ epoch }) => epoch)))].sort((a, b) => a - b)
  return epochs
    .filter((epoch) => epoch >= low && epoch <= high)
    .map((epoch) => ({
      x: pixelX(frame, epoch),
      title: t('charts.drawing.atEpoch', { epoch }),
      rows: curves.flatMap(({ name, mark, epochs: entries }) => {
        const entry = entries.find((other) => other.epoch === epoch)
        const colour = colourOf(mark, frame.theme)
        return entry ? [{ name, value: `${fixedText(entry.validationErrorPercent, 1)} %`, colour }] : []
      }),
    }))
}

function line(
  id: string,
  { name, mark, epochs }: TrainingCurve,
  key: 'trainErrorPercent' | 'validationErrorPercent',
  theme: ChartTheme,
) {
  const validation = key === 'validationErrorPercent'
  const series: LineSeriesOption = {
    type: 'line',
    id,
    name,
    silent: true,
    // A line through one point would not be seen.
    ...(epochs.length === 1 ? { symbol: 'circle', symbolSize: 5 } : { symbol: 'none' }),
    itemStyle: { color: colourOf(mark, theme) },
    z: validation ? 4 : 3,
    lineStyle: {
      color: colourOf(mark, theme),
      width: validation ? 1.75 : 1,
      type: validation ? 'solid' : [4, 3],
      opacity: validation ? 1 : 0.8,
    },
    data: epochs.map((entry) => [entry.epoch, entry[key]]),
  }
  return series
}
