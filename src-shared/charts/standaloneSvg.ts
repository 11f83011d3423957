/**
 * An SVG of the chart library without styles and classes for the pointer, which a file does not have; pictures of few pixels
 * stay sharp.
 */
export function withoutPointer(svg: string): string {
  return svg
    .replace(/<style[^>]*>.*?<\/style>/gs, '')
    .replace(/ (class|pointer-events)="[^"]*"/g, '')
    .replaceAll('<image ', '<image style="image-rendering:pixelated" ')
}

/** The chart library numbers ids over the life of the process; renumbers them from 0 within a document. */
export function withStableIds(document: string): string {
  const numbers = new Map<string, number>()
  return document.replace(/\bzr\d+-[a-z]+-?\d+\b/g, (found) => {
    if (!numbers.has(found)) numbers.set(found, numbers.size)
    return `chart-${numbers.get(found)!}`
  })
}
