import { chartText } from './chartTheme.ts'
import { wholeView, type ChartSize, type ChartView, type Drawing } from './chartView.ts'
import { framed, text, type Graphic } from './frame.ts'
import { pngUri } from './pngUri.ts'

export interface PicturesInput {
  /** Side of each picture in pixels. */
  readonly imageSize: number
  /** In reading order. */
  readonly pictures: readonly {
    /** uint8 RGB, planar, `imageSize` squared. */
    readonly pixels: Uint8Array
    /** Below the picture: a line, and a softer one. */
    readonly name: string
    readonly note: string
  }[]
}

const gap = 12
const lineHeight = chartText.tick + 4
/** Room below a picture for its two lines. */
const textRoom = 2 * lineHeight + 6

/** Pictures in rows, as large as their place allows, each with two lines of text. */
export function picturesChart({ imageSize, pictures }: PicturesInput, view: ChartView): Drawing {
  const { size, theme } = wholeView(view)
  const { columns, cell } = grid(pictures.length, size)
  const side = sharpSide(imageSize, cell)
  const place = (i: number) =>
    [(i % columns) * (cell + gap), Math.floor(i / columns) * (cell + gap + textRoom)] as const
  const graphics = pictures.flatMap(({ pixels, name, note }, i): Graphic[] => {
    const [x, y] = place(i)
    const image: Graphic = {
      type: 'image',
      silent: true,
      z: 2,
      style: { image: pngUri(pixels, imageSize), x, y, width: side, height: side },
    }
    return [
      image,
      text(name, x, y + side + 4, theme, { room: cell }),
      text(note, x, y + side + 4 + lineHeight, theme, { room: cell, colour: theme.inkFaint }),
    ]
  })
  const none = { scale: { low: 0, high: 1, ticks: [], log: false }, title: '', labels: false }
  const frame = { size, margins: { left: 0, right: 0, top: 0, bottom: 0 }, theme, x: none, y: none }
  const { option, plot } = framed(frame, [], graphics)
  return { option: { ...option, xAxis: { show: false }, yAxis: { show: false } }, plot }
}

/** The columns for which `count` pictures are largest, and their side in px. */
function grid(count: number, { width, height }: ChartSize): { columns: number; cell: number } {
  const cellOf = (columns: number) => {
    const rows = Math.ceil(count / columns)
    const across = (width - gap * (columns - 1)) / columns
    const down = (height - gap * (rows - 1)) / rows - textRoom
    return { columns, cell: Math.max(1, Math.floor(Math.min(across, down))) }
  }
  const all = Array.from({ length: Math.max(1, count) }, (_, i) => cellOf(i + 1))
  return all.reduce((best, one) => (one.cell > best.cell ? one : best))
}

/** The largest side of at most `room` px at which each pixel of a picture covers equally many. */
const sharpSide = (imageSize: number, room: number): number => (room < imageSize ? room : room - (room % imageSize))
