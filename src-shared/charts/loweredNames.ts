/**
 * An SVG whose texts set AnyNetX_A as the paper does. The letter is part of its text, so that it stands right in
 * whatever font the reader has; a chart on a canvas measures its font and sets it apart.
 */
export function loweredNames(svg: string): string {
  return svg.replace(/>[^<>]*_[^<>]*</g, (content) =>
    content.replace(
      /_([A-Za-z0-9]{1,2})(?![A-Za-z0-9_])/g,
      '<tspan font-size="75%" dy="2.5">$1</tspan><tspan dy="-2.5">\u200b</tspan>',
    ),
  )
}
