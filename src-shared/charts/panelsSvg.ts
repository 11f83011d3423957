import { colourOf, chartText, lightTheme, symbolPaint, type ChartTheme } from './chartTheme.ts'
import type { ChartSize, Drawing } from './chartView.ts'
import { drawingSvg } from './drawingSvg.ts'
import { widthOf } from './edfLayout.ts'
import { loweredNames } from './loweredNames.ts'
import type { SpaceMark } from './spaceMarks.ts'
import { withoutPointer, withStableIds } from './standaloneSvg.ts'

/** A chart of a figure, drawn at the size of its place. */
export interface Panel {
  readonly title?: string
  readonly mark?: SpaceMark
  readonly draw: (view: ChartSize & { readonly theme: ChartTheme }) => Drawing
}

/** The parts of a mark that charts show. */
export type MarkPart = 'line' | 'symbol'

/** A population named in the key above all panels. */
export interface KeyEntry {
  readonly name: string
  readonly mark: SpaceMark
  /** The only part of its mark in the charts, if they do not show both. */
  readonly part?: MarkPart
}

export interface PanelsLayout {
  /** Px; the height is that of all rows. */
  readonly width: number
  /** Height of each chart in px, without its title. */
  readonly height: number
  /** The most panels side by side. */
  readonly columns: number
  /** Named above the panels. */
  readonly key?: readonly KeyEntry[]
}

const gap = 16
const titleHeight = 24
/** Below this width in px a panel would have no room for its axes. */
const leastWidth = 190

/**
 * The panels in rows as one self-contained SVG on the theme's surface, with its size in px. A pure function: equal
 * panels give equal bytes.
 */
export function panelsSvg(
  panels: readonly Panel[],
  { width, height, columns, key = [] }: PanelsLayout,
  theme: ChartTheme = lightTheme,
): { readonly svg: string } & ChartSize {
  const most = Math.max(1, Math.floor((width + gap) / (leastWidth + gap)))
  // As few rows as there have to be, filled as equally as possible: four panels are two rows of two, not three and one.
  const across = Math.ceil(panels.length / Math.ceil(panels.length / Math.min(columns, most)))
  const own = (width - gap * (across - 1)) / across
  const heading = panels.some(({ title }) => title !== undefined) ? titleHeight : 0
  const rows = Math.ceil(panels.length / across)
  const row = height + heading + gap
  const places = keyPlaces(key, width)
  const top = key.length > 0 ? places.at(-1)!.y + keyRow + 6 : 0
  const whole = { width, height: top + rows * row - gap }
  const drawn = panels.map((panel, i) => {
    const [x, y] = [(i % across) * (own + gap), top + Math.floor(i / across) * row]
    const chart = withoutPointer(drawingSvg(panel.draw({ width: own, height, theme }), { width: own, height }))
    const placed = chart.replace(
      /<svg [^>]*viewBox/,
      `<svg overflow="visible" x="${px(x)}" y="${px(y + heading)}" width="${px(own)}" height="${px(height)}" viewBox`,
    )
    return `${panelTitle(panel, x, y, theme)}${placed}`
  })
  const named = places.map(({ x, y, ...entry }) => label(entry.name, entry.mark, [x, y], theme, 400, entry.part))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${px(whole.width)}" height="${px(whole.height)}" viewBox="0 0 ${px(whole.width)} ${px(whole.height)}"><rect width="100%" height="100%" fill="${theme.surface}"/>${named.join('')}${drawn.join('')}</svg>`
  return { svg: withStableIds(loweredNames(svg)), ...whole }
}

const keyRow = 20
/** Room of a mark before its name. */
const markWidth = 32

/** Entries of the key from left to right, in as many rows as they need. */
function keyPlaces(key: readonly KeyEntry[], width: number): (KeyEntry & { x: number; y: number })[] {
  let [x, y] = [0, 0]
  return key.map((entry) => {
    const own = markWidth + widthOf(entry.name) * (chartText.name / chartText.tick) + gap
    if (x > 0 && x + own > width) [x, y] = [0, y + keyRow]
    const place = { ...entry, x, y }
    x += own
    return place
  })
}

function panelTitle({ title, mark }: Panel, x: number, y: number, theme: ChartTheme): string {
  return title === undefined ? '' : label(title, mark, [x, y], theme, 600)
}

/** A name in a row of 20 px, after its mark or that part of it. */
function label(
  name: string,
  mark: SpaceMark | undefined,
  [x, y]: readonly [number, number],
  theme: ChartTheme,
  weight: 400 | 600,
  part?: MarkPart,
): string {
  const style = `font:${weight} ${chartText.name}px ${theme.fontFamily.replaceAll('"', "'")}`
  const text = `<text x="${px(x + (mark ? markWidth : 0))}" y="${px(y + 15)}" fill="${theme.ink}" style="${style}">${escaped(name)}</text>`
  if (!mark) return text
  const { fill, stroke, width } = symbolPaint(mark, theme)
  const dashes = mark.dash.length > 0 ? ` stroke-dasharray="${mark.dash.join(' ')}"` : ''
  const line = `<path d="M${px(x)} ${px(y + 10)}h24" stroke="${colourOf(mark, theme)}" stroke-width="1.75"${dashes}/>`
  const symbol = `<path transform="translate(${px(x + 12)} ${px(y + 10)}) scale(4)" d="${mark.symbolPath}" fill="${fill}" stroke="${stroke}" stroke-width="${width / 4}"/>`
  return `${part === 'symbol' ? '' : line}${part === 'line' ? '' : symbol}${text}`
}

const px = (value: number): string => String(Number(value.toFixed(2)))

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
