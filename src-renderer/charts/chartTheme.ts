/** Roles of colour and type that every chart takes; data is the loudest, text is ink. */
export interface ChartTheme {
  readonly surface: string
  readonly ink: string
  readonly inkSoft: string
  readonly inkFaint: string
  readonly grid: string
  readonly axis: string
  readonly ghost: string
  readonly bandOpacity: number
  readonly areaOpacity: number
  readonly fontFamily: string
}

/** The light theme, which reports use as well. */
export const lightTheme: ChartTheme = {
  surface: '#ffffff',
  ink: '#14171c',
  inkSoft: '#454d58',
  inkFaint: '#626b77',
  grid: '#eceef1',
  axis: '#868e99',
  ghost: '#a7aeb8',
  bandOpacity: 0.14,
  areaOpacity: 0.34,
  fontFamily:
    "Pretendard, Inter, system-ui, -apple-system, 'Segoe UI', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif",
}

/** The two type sizes of charts in px: ticks and titles, names at line ends. */
export const chartText = { tick: 11, name: 13 } as const
