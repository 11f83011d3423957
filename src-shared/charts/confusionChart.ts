import { percentageText } from '#shared/format/numbers.ts'
import { chartText, colourOf } from './chartTheme.ts'
import { wholeView, type ChartView, type Drawing } from './chartView.ts'
import { widthOf } from './edfLayout.ts'
import { framed, plotBox, text, type FrameInput, type Graphic } from './frame.ts'
import type { SpaceMark } from './spaceMarks.ts'

export interface ConfusionInput {
  /** Its colour is that of the errors. */
  readonly mark: SpaceMark
  /** The classes shown, in order: rows are the true ones, columns what the network chose. */
  readonly classes: readonly {
    readonly name: string
    /** Images of the class, those taken for a class that is not shown included. */
    readonly images: number
  }[]
  /** Images by row and column. */
  readonly counts: readonly (readonly number[])[]
}

/** Room below the matrix for the title of the columns, and the most for their names. */
const titleRoom = 20
const mostNameRoom = 84
const padding = 8

/**
 * A confusion matrix: a cell is the darker, the larger its share of its row, by its root; right choices in grey, errors in
 * colour, darkest the largest of them, so that rare ones are seen.
 */
export function confusionChart({ mark, classes, counts }: ConfusionInput, view: ChartView): Drawing {
  const { size, theme, t } = wholeView(view)
  const n = classes.length
  const longest = Math.max(0, ...classes.map(({ name }) => widthOf(name))) + padding
  const left = Math.min(Math.round(0.3 * size.width), longest)
  const isUpright = longest > (size.width - left - 16) / n
  const nameRoom = isUpright ? Math.min(mostNameRoom, longest) : chartText.tick + padding
  const frame: FrameInput = {
    size,
    margins: { left, right: 16, top: 22, bottom: nameRoom + titleRoom },
    theme,
    x: { scale: { low: 0, high: n, ticks: [], log: false }, title: t('charts.drawing.chosenClass'), labels: false },
    y: { scale: { low: 0, high: n, ticks: [], log: false }, title: t('charts.drawing.trueClass'), labels: false },
  }
  const plot = plotBox(frame)
  const [width, height] = [plot.width / n, plot.height / n]
  const room = chartText.tick + 1
  const centre = (i: number, j: number) => [plot.left + (j + 0.5) * width, plot.top + (i + 0.5) * height] as const
  const cells = counts.flatMap((row, i) =>
    row.flatMap((count, j) => (count === 0 ? [] : [{ i, j, count, share: count / classes[i]!.images }])),
  )
  const largest = Math.max(0, ...cells.flatMap(({ i, j, share }) => (i === j ? [] : [share])))
  const squares = cells.map(({ i, j, share }): Graphic => {
    const [x, y] = centre(i, j)
    const depth = i === j ? share : share / largest
    const fill = i === j ? theme.ghost : colourOf(mark, theme)
    return {
      type: 'rect',
      silent: true,
      z: 2,
      shape: { x: x - width / 2 + 0.5, y: y - height / 2 + 0.5, width: width - 1, height: height - 1 },
      style: { fill, opacity: Number((mostOpaque * Math.sqrt(depth)).toFixed(3)) },
    }
  })
  const numbers = cells.flatMap(({ i, j, count }) => {
    const [x, y] = centre(i, j)
    const fits = height >= room && width >= widthOf(String(count)) + 2
    return fits ? [text(String(count), x, y - chartText.tick / 2, theme, { align: 'center' })] : []
  })
  const rowNames = kept(n, height, room).map((i) =>
    text(classes[i]!.name, left - padding, centre(i, 0)[1] - chartText.tick / 2, theme, {
      align: 'right',
      room: left - padding,
    }),
  )
  const bottom = plot.top + plot.height
  const columnNames = kept(n, isUpright ? width : Infinity, room).map((j): Graphic => {
    const [x] = centre(0, j)
    const { name } = classes[j]!
    if (!isUpright) return text(name, x, bottom + 6, theme, { align: 'center', room: width })
    const upright = text(name, x - chartText.tick / 2, bottom + 5, theme, { align: 'right', room: nameRoom - 4 })
    return { ...upright, rotation: Math.PI / 2 }
  })
  const title = text(t('charts.drawing.chosenClass'), size.width - 16, size.height - 14, theme, {
    align: 'right',
    colour: theme.inkFaint,
    room: size.width - 16,
  })
  return {
    ...framed(frame, [], [title, ...squares, ...numbers, ...rowNames, ...columnNames]),
    points: () =>
      cells.map(({ i, j, count, share }) => {
        const [x, y] = centre(i, j)
        const [label, predicted] = [classes[i]!.name, classes[j]!.name]
        return {
          x,
          y,
          cell: { width, height },
          title:
            i === j
              ? t('charts.drawing.rightChoice', { label })
              : t('charts.drawing.wrongChoice', { label, predicted }),
          rows: [{ name: t('charts.drawing.images'), value: `${count} (${percentageText(100 * share)})` }],
        }
      }),
  }
}

/** Opacity of the darkest cell: text on it stays legible. */
export const mostOpaque = 0.6

/** Every k-th of n places of `length` px each, from the first, so that names of `room` px do not touch. */
function kept(n: number, length: number, room: number): number[] {
  const stride = Math.max(1, Math.ceil(room / length))
  return Array.from({ length: Math.ceil(n / stride) }, (_, i) => i * stride)
}
