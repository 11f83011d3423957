const pixelsPerMillimetre = 96 / 25.4

/** Millimetres in CSS pixels, rounded to a whole number. */
export const pixels = (millimetres: number): number => Math.round(millimetres * pixelsPerMillimetre)

/** The smallest whole number of millimetres that holds this many CSS pixels. */
export const millimetres = (px: number): number => Math.ceil(px / pixelsPerMillimetre)

/** The SVG with its printed size set. */
export function inMillimetres(svg: string, width: number, height: number): string {
  return svg.replace(/<svg[^>]*>/, (head) =>
    head.replace(/\swidth="[^"]*"/, ` width="${width}mm"`).replace(/\sheight="[^"]*"/, ` height="${height}mm"`),
  )
}
