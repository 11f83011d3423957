/**
 * An SVG in which AnyNetX_A and e_fit are typeset as in the paper. The letters stay part of their text, so that they are placed
 * correctly in any font; a canvas chart measures its font and places it separately.
 */
export function loweredNames(svg: string): string {
  return svg.replace(/>[^<>]*_[^<>]*</g, (content) =>
    content.replace(
      /_(fit|[A-Za-z0-9]{1,2})(?![A-Za-z0-9_])/g,
      '<tspan font-size="75%" dy="2.5">$1</tspan><tspan dy="-2.5">\u200b</tspan>',
    ),
  )
}
