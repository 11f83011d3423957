import type { Devtools } from './devtools.ts'

/** Print jobs: there is no printer here, so the pages are kept as a PDF in base64. */
export const printed: { options: unknown; pdf: string }[] = []

/** Prints a page with paper size, margins and footer from `options`, in Electron's format. */
export async function pdfOf(page: Devtools, options: Readonly<Record<string, unknown>>): Promise<string> {
  const { data } = await page.send('Page.printToPDF', pdfOptions(options))
  return data
}

/** Electron takes lengths in inches and sizes by name, unlike Chromium's protocol. */
function pdfOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const sizes: Record<string, [number, number]> = {
    A4: [8.27, 11.7],
    A3: [11.7, 16.54],
    A5: [5.83, 8.27],
    Letter: [8.5, 11],
  }
  const {
    pageSize = 'Letter',
    margins = {},
    ...rest
  } = options as { pageSize?: string; margins?: Record<string, number> }
  const [paperWidth, paperHeight] = sizes[pageSize] ?? sizes['Letter']!
  const { top, bottom, left, right } = margins
  return {
    ...rest,
    paperWidth,
    paperHeight,
    marginTop: top,
    marginBottom: bottom,
    marginLeft: left,
    marginRight: right,
  }
}
