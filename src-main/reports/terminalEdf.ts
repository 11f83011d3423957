import { fixedText } from '#shared/format/numbers.ts'
import { inEnglish } from '#shared/charts/chartTexts.ts'
import { errorScale } from '#shared/charts/edfChart.ts'
import { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { edf, shareBelow, type Edf } from '#shared/statistics/edf.ts'
import { summary } from '#shared/statistics/summary.ts'

export interface TerminalSeries {
  readonly name: string
  /** Errors of the finished runs in percent. */
  readonly errors: readonly number[]
}

export interface TerminalOptions {
  /** Characters per line in total; at least 40. */
  readonly width: number
  /** Lines of the plot area; at least 4. */
  readonly height: number
  /** ASCII characters only, for terminals without Unicode. */
  readonly ascii?: boolean
  /** ANSI colours, for terminals that support them. */
  readonly colour?: boolean
}

interface Line {
  readonly name: string
  readonly mark: SpaceMark
  readonly distribution: Edf
  readonly errors: readonly number[]
}

interface Cell {
  character: string
  colour: string
}

const axisWidth = 6

/**
 * The EDFs of several spaces as text: braille lines with a symbol per space, an axis, and a legend with name, n, min
 * and mean.
 */
export function asciiEdf(series: readonly TerminalSeries[], options: TerminalOptions): string {
  const { ascii = false, colour = false } = options
  const width = Math.max(40, Math.floor(options.width)) - axisWidth - 2
  const height = Math.max(4, Math.floor(options.height))
  const marks = spaceMarks(series.map(({ name }) => name))
  const lines = series
    .filter(({ errors }) => errors.length > 0)
    .map(({ name, errors }): Line => ({ name, mark: marks.get(name)!, distribution: edf(errors), errors }))
  if (lines.length === 0) return 'No finished run, so no error distribution.\n'
  const scale = errorScale(lines.map(({ errors }) => errors))
  const errorAt = (share: number): number => scale.low + share * (scale.high - scale.low)
  const cells = Array.from({ length: height }, () =>
    Array.from({ length: width }, (): Cell => ({ character: ' ', colour: '' })),
  )
  for (const line of lines) {
    if (ascii) drawCells(cells, line, errorAt)
    else drawBraille(cells, line, errorAt)
  }
  for (const line of lines) drawSymbols(cells, line, scale.low, scale.high, ascii)
  const [bar, corner, floor] = ascii ? ['|', '+', '-'] : ['│', '└', '─']
  const plot = cells.map((row, i) => {
    const share = i === 0 ? '100 %' : i === height - 1 ? '0' : i === Math.floor((height - 1) / 2) ? '50' : ''
    return `${share.padStart(axisWidth)}${bar}${painted(row, colour)}`
  })
  return [
    `${' '.repeat(axisWidth - 5)}${inEnglish('charts.drawing.shareBelow')}`,
    ...plot,
    `${' '.repeat(axisWidth)}${corner}${floor.repeat(width)}`,
    tickLine(scale, width),
    '',
    ...legend(lines, { ascii, colour }),
    '',
  ].join('\n')
}

/** The row as text without trailing spaces; adjacent cells of one colour share an escape sequence. */
function painted(row: readonly Cell[], colour: boolean): string {
  const last = row.findLastIndex(({ character }) => character !== ' ')
  let text = ''
  let run = ''
  row.slice(0, last + 1).forEach((cell, i) => {
    run += cell.character
    if (row[i + 1]?.colour === cell.colour && i < last) return
    text += colour && cell.colour !== '' ? coloured(run, cell.colour) : run
    run = ''
  })
  return text
}

/** Braille has 2 x 4 dots per character; the step function is traced dot by dot, including risers. */
function drawBraille(cells: Cell[][], { mark, distribution }: Line, errorAt: (share: number) => number): void {
  const bits = [
    [0x01, 0x02, 0x04, 0x40],
    [0x08, 0x10, 0x20, 0x80],
  ] as const
  trace(cells[0]!.length * 2, cells.length * 4, distribution, errorAt, (x, y) => {
    const cell = cells[y >> 2]![x >> 1]!
    const old = cell.character === ' ' ? 0 : cell.character.codePointAt(0)! - 0x2800
    cell.character = String.fromCodePoint(0x2800 + (old | bits[x & 1]![y & 3]!))
    cell.colour = mark.colour
  })
}

function drawCells(cells: Cell[][], { mark, distribution }: Line, errorAt: (share: number) => number): void {
  trace(cells[0]!.length, cells.length, distribution, errorAt, (x, y) => {
    const cell = cells[y]![x]!
    cell.character = cell.character === ' ' ? '.' : cell.character
    cell.colour = mark.colour
  })
}

/** Calls `dot` for every point of the step function on a grid whose first row is share 1. */
function trace(
  columns: number,
  rows: number,
  distribution: Edf,
  errorAt: (share: number) => number,
  dot: (x: number, y: number) => void,
): void {
  let before: number | undefined
  for (let x = 0; x < columns; x++) {
    const y = row(shareBelow(distribution, errorAt((x + 1) / columns)), rows)
    const from = before === undefined ? y : Math.min(before, y)
    const to = before === undefined ? y : Math.max(before, y)
    for (let between = from; between <= to; between++) dot(x, between)
    before = y
  }
}

function row(share: number, rows: number): number {
  return Math.round((1 - share) * (rows - 1))
}

/** Draws the space's symbol where its line reaches one, three, five and seven eighths of the networks. */
function drawSymbols(cells: Cell[][], line: Line, low: number, high: number, ascii: boolean): void {
  const columns = cells[0]!.length
  const { values, upTo } = line.distribution
  for (const share of [0.125, 0.375, 0.625, 0.875]) {
    const i = upTo.findIndex((reached) => reached >= share)
    const x = Math.min(columns - 1, Math.floor(((values[i]! - low) / (high - low)) * columns))
    const cell = cells[row(upTo[i]!, cells.length)]![x]!
    cell.character = ascii ? line.mark.asciiCharacter : line.mark.character
    cell.colour = line.mark.colour
  }
}

function tickLine({ ticks, low, high }: ReturnType<typeof errorScale>, width: number): string {
  const places = new Array<string>(axisWidth + width + 4).fill(' ')
  ticks.forEach((tick, i) => {
    const label = `${fixedText(tick, Number.isInteger(tick) ? 0 : 1)}${i === ticks.length - 1 ? ' %' : ''}`
    const centre = axisWidth + 1 + Math.round(((tick - low) / (high - low)) * (width - 1))
    const start = Math.min(centre - Math.floor(label.length / 2), axisWidth + 2 + width - label.length)
    for (let j = 0; j < label.length; j++) places[start + j] = label[j]!
  })
  return places.join('').trimEnd()
}

function legend(lines: readonly Line[], { ascii, colour }: { ascii: boolean; colour: boolean }): string[] {
  const widest = Math.max(4, ...lines.map(({ name }) => name.length))
  const entries = lines
    .map((line) => ({ line, statistics: summary(line.errors) }))
    .sort((a, b) => a.statistics.mean - b.statistics.mean)
  const indent = ' '.repeat(axisWidth)
  const title = (column: 'n' | 'min' | 'mean', width: number) => inEnglish(`charts.drawing.${column}`).padStart(width)
  return [
    `${indent}  ${'name'.padEnd(widest)}  ${title('n', 5)}  ${title('min', 6)}  ${title('mean', 6)}`,
    ...entries.map(({ line: { name, mark }, statistics: { n, min, mean } }) => {
      const symbol = ascii ? mark.asciiCharacter : mark.character
      const shown = colour ? coloured(symbol, mark.colour) : symbol
      const numbers = `${String(n).padStart(5)}  ${fixedText(min, 1).padStart(6)}  ${fixedText(mean, 1).padStart(6)}`
      return `${indent}${shown} ${name.padEnd(widest)}  ${numbers}`
    }),
  ]
}

function coloured(character: string, hex: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ]
  return `\u001b[38;2;${red};${green};${blue}m${character}\u001b[39m`
}
