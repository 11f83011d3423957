import type { SpaceMark } from './spaceMarks.ts'

/** Colours and type by role, used by every chart; data is most prominent, text is ink. */
export interface ChartTheme {
  readonly name: 'light' | 'dark'
  readonly surface: string
  readonly ink: string
  readonly inkSoft: string
  readonly inkFaint: string
  readonly grid: string
  readonly axis: string
  /** Old data behind new, and unselected items: deliberately faint. */
  readonly ghost: string
  /** Only for what the user drags and for the study's window. */
  readonly accent: string
  /** Rings around selected items. */
  readonly selection: string
  readonly accentText: string
  readonly bandOpacity: number
  readonly areaOpacity: number
  readonly fontFamily: string
  /** Whether to set the A of AnyNetX_A as a subscript here; an SVG has it done afterwards. */
  readonly subscripts: boolean
}

const fontFamily =
  "'Pretendard Variable', Pretendard, Inter, system-ui, -apple-system, 'Segoe UI', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif"

/** The light theme, also used by reports. */
export const lightTheme: ChartTheme = {
  name: 'light',
  surface: '#ffffff',
  ink: '#14171c',
  inkSoft: '#454d58',
  inkFaint: '#5f6874',
  grid: '#eceef1',
  axis: '#868e99',
  ghost: '#a7aeb8',
  accent: '#5247d1',
  selection: '#5247d1',
  accentText: '#4a3fc6',
  bandOpacity: 0.14,
  areaOpacity: 0.34,
  fontFamily,
  subscripts: false,
}

/** The dark theme of the bench. */
export const darkTheme: ChartTheme = {
  name: 'dark',
  surface: '#11151a',
  ink: '#eef1f4',
  inkSoft: '#b3bcc7',
  inkFaint: '#98a2ae',
  grid: '#1d2329',
  axis: '#717b88',
  ghost: '#545e6a',
  accent: '#655be0',
  selection: '#aba4ff',
  accentText: '#aba4ff',
  bandOpacity: 0.22,
  areaOpacity: 0.5,
  fontFamily,
  subscripts: false,
}

/** The colour of a space on this theme's surface. */
export function colourOf(mark: SpaceMark, theme: ChartTheme): string {
  return theme.name === 'dark' ? mark.darkColour : mark.colour
}

/** How the symbol of a mark is painted; `width` is its line width in px. */
export function symbolPaint(mark: SpaceMark, theme: ChartTheme): { fill: string; stroke: string; width: number } {
  const colour = colourOf(mark, theme)
  if (mark.fill === 'whole') return { fill: colour, stroke: theme.surface, width: 1 }
  return { fill: mark.fill === 'hollow' ? theme.surface : mixed(colour, theme.surface), stroke: colour, width: 1.25 }
}

/** The midpoint of two colours given as #rrggbb. */
function mixed(one: string, other: string): string {
  const channel = (at: number) => (parseInt(one.slice(at, at + 2), 16) + parseInt(other.slice(at, at + 2), 16)) >> 1
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`
}

/** The two font sizes of charts in px: for ticks and titles, and for names at line ends. */
export const chartText = { tick: 11, name: 13 } as const
