import type { LineSeriesOption, ScatterSeriesOption } from 'echarts'
import { colourOf } from './chartTheme.ts'
import { filled } from './chartTexts.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { framed, pixelX, pixelY, type FrameInput } from './frame.ts'
import { fixedText } from './numberText.ts'
import { linearScale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface EarlyAgainstFinalInput {
  /** The epoch at which the early error was measured. */
  readonly epoch: number
  /** Finished runs, at least one. */
  readonly runs: readonly {
    readonly id: string
    readonly name?: string
    readonly mark: SpaceMark
    readonly earlyPercent: number
    readonly finalPercent: number
  }[]
  readonly selected?: ReadonlySet<string>
}

/** The final error of each run against its error at an early epoch: how much the first epochs tell. */
export function earlyAgainstFinal(input: EarlyAgainstFinalInput, view: ChartView): Drawing {
  const { size, theme, texts } = wholeView(view)
  const { runs, epoch, selected } = input
  const early = runs.map(({ earlyPercent }) => earlyPercent)
  const final = runs.map(({ finalPercent }) => finalPercent)
  const frame: FrameInput = {
    size,
    margins: { left: 44, right: 20, top: 34, bottom: 40 },
    theme,
    x: {
      scale: linearScale(Math.min(...early), Math.max(...early), 5),
      title: filled(texts.earlyError, { epoch }),
      unit: '%',
    },
    y: { scale: linearScale(Math.min(...final), Math.max(...final), 4), title: texts.finalError, unit: '%' },
  }
  const [low, high] = [frame.x.scale.low, frame.x.scale.high]
  const equal: LineSeriesOption = {
    type: 'line',
    id: 'equal',
    silent: true,
    symbol: 'none',
    z: 1,
    lineStyle: { color: theme.ghost, width: 1, type: [4, 3] },
    data: [
      [low, low],
      [high, high],
    ],
  }
  const groups = Map.groupBy(runs, ({ mark }) => mark)
  const dots = [...groups].map(([mark, group], i): ScatterSeriesOption => ({
    type: 'scatter',
    id: `runs ${i}`,
    silent: true,
    symbol: `path://${mark.symbolPath}`,
    symbolSize: 7,
    z: 3,
    itemStyle: { color: colourOf(mark, theme), opacity: 0.8 },
    data: group.map(({ earlyPercent, finalPercent }) => [earlyPercent, finalPercent]),
  }))
  const rings: ScatterSeriesOption = {
    type: 'scatter',
    id: 'selected',
    silent: true,
    symbol: 'circle',
    symbolSize: 13,
    z: 4,
    itemStyle: {
      color: 'transparent',
      borderColor: theme.selection,
      borderWidth: 2,
    },
    data: runs.filter(({ id }) => selected?.has(id)).map((run) => [run.earlyPercent, run.finalPercent]),
  }
  return {
    ...framed(frame, [equal, ...dots, rings]),
    points: () =>
      [...runs]
        .sort((a, b) => a.earlyPercent - b.earlyPercent)
        .map((run) => ({
          id: run.id,
          x: pixelX(frame, run.earlyPercent),
          y: pixelY(frame, run.finalPercent),
          title: run.name ?? run.id,
          rows: [
            { name: frame.x.title, value: `${fixedText(run.earlyPercent, 1)} %` },
            { name: frame.y.title, value: `${fixedText(run.finalPercent, 1)} %` },
          ],
        })),
  }
}
