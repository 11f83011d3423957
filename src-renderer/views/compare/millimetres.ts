const pixelsPerMillimetre = 96 / 25.4

/** A length in CSS pixels, whole. */
export const pixels = (millimetres: number): number => Math.round(millimetres * pixelsPerMillimetre)

/** A length of whole millimetres that holds so many CSS pixels. */
export const millimetres = (px: number): number => Math.ceil(px / pixelsPerMillimetre)

/** The SVG with the size that it is printed at. */
export function inMillimetres(svg: string, width: number, height: number): string {
  return svg.replace(/<svg[^>]*>/, (head) =>
    head.replace(/\swidth="[^"]*"/, ` width="${width}mm"`).replace(/\sheight="[^"]*"/, ` height="${height}mm"`),
  )
}
