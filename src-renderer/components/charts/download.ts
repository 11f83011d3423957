import type { EChartsOption } from 'echarts'
import type { ChartSize } from '#shared/charts/chartView.ts'
import { loweredNames } from '#shared/charts/loweredNames.ts'
import { init } from './echartsParts.ts'

/** The chart as a PNG on its surface colour, with two pixels per CSS px. */
export async function pngOf(option: EChartsOption, size: ChartSize, surface: string): Promise<Blob> {
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', ...size })
  chart.setOption(option)
  const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: surface })
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  chart.dispose()
  if (!blob) throw new RangeError(`invalid size: ${size.width} x ${size.height} (too large for a picture)`)
  return blob
}

/** The chart as SVG on its surface colour. The theme must be one without subscripts, since these are added here. */
export function svgText(option: EChartsOption, size: ChartSize, surface: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  chart.setOption({ ...option, backgroundColor: surface })
  const text = chart.renderToSVGString()
  chart.dispose()
  return loweredNames(text)
}

/**
 * The SVG with `font`, the style rule that the lab makes for its characters, so that it looks the same on every
 * machine.
 */
export const withFont = (svg: string, font: string): string =>
  svg.replace(/<svg[^>]*>/, (start) => `${start}<style>${font}</style>`)

/** The characters for which the lab makes the font, in a canonical order. */
export const charactersOf = (svg: string): string => [...new Set(svg)].sort().join('')

/** SVG as a file. */
export const svgFile = (text: string): Blob => new Blob([text], { type: 'image/svg+xml' })
