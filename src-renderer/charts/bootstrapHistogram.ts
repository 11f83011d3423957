import { colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing, type Interval } from './chartView.ts'
import { extent } from './extent.ts'
import { framed, pixelX, pixelY, plotBox, ruler, text, type FrameInput } from './frame.ts'
import { binSeries } from './histogram.ts'
import { fixedText, shortText, signedText } from '#shared/format/numbers.ts'
import { linearScale } from './scale.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface BootstrapHistogramInput {
  /** The mark of the new space. */
  readonly mark: SpaceMark
  /** One difference of means (new minus old, points of error) for each resample. */
  readonly differences: ArrayLike<number>
  /** The 95 % range: bins inside it are in colour, the tails grey. */
  readonly range: Interval
}

/** How the difference of two means varies over resamples, with the line of no difference. */
export function bootstrapHistogram(input: BootstrapHistogramInput, view: ChartView): Drawing {
  const { size, theme, texts } = wholeView(view)
  const { differences, range, mark } = input
  const colour = colourOf(mark, theme)
  const { edges, counts } = binned(differences, Math.max(8, Math.min(32, Math.floor(size.width / 12))))
  const whole = linearScale(Math.min(0, edges[0]!), Math.max(0, edges.at(-1)!), 5)
  const frame: FrameInput = {
    size,
    margins: { left: 18, right: 18, top: 22, bottom: 38 },
    theme,
    x: { scale: whole, title: texts.meanDifference, text: (value) => shortText(value) },
    y: { scale: { low: 0, high: 1.05 * Math.max(1, ...counts), ticks: [], log: false }, title: '', labels: false },
  }
  const inside = (i: number) => {
    const middle = (edges[i]! + edges[i + 1]!) / 2
    return middle >= range.low && middle <= range.high
  }
  const zero = pixelX(frame, 0)
  const plot = plotBox(frame)
  const only = (wanted: boolean) => counts.map((count, i) => (inside(i) === wanted ? count : 0))
  return {
    ...framed(
      frame,
      [
        binSeries('inside', edges, only(true), whole, { colour, opacity: 0.85 }),
        binSeries('tails', edges, only(false), whole, { colour: theme.ghost, opacity: 0.85 }),
      ],
      [
        ruler([zero, plot.top - 6], [zero, plot.top + plot.height], theme.ink, { width: 1.25 }),
        text(texts.noDifference, zero > size.width / 2 ? zero - 6 : zero + 6, 0, theme, {
          align: zero > size.width / 2 ? 'right' : 'left',
          colour: theme.inkSoft,
        }),
      ],
    ),
    points: () =>
      counts.map((count, i) => ({
        x: (pixelX(frame, edges[i]!) + pixelX(frame, edges[i + 1]!)) / 2,
        y: pixelY(frame, count),
        title: `${signedText(edges[i]!, 2)} … ${signedText(edges[i + 1]!, 2)}`,
        rows: [
          { name: texts.resamples, value: `${count} (${fixedText((100 * count) / differences.length, 1)} %)`, colour },
        ],
      })),
  }
}

/** Equal bins over all values; the last holds its upper end. */
function binned(values: ArrayLike<number>, count: number): { edges: number[]; counts: number[] } {
  const { low, high } = extent(values) ?? { low: 0, high: 0 }
  const width = (high > low ? high - low : 1e-3) / count
  const counts = new Array<number>(count).fill(0)
  for (let i = 0; i < values.length; i++) counts[Math.min(count - 1, Math.floor((values[i]! - low) / width))]!++
  return { edges: Array.from({ length: count + 1 }, (_, i) => low + i * width), counts }
}
