/**
 * The integer nearest to `x`; ties go to the even neighbour, as in IEEE 754, Python and numpy. pycls rounds widths this
 * way: rounding half up builds different networks (RegNetX-400MF would end at 400 channels, not 384).
 */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  const fraction = x - floor
  if (fraction !== 0.5) return Math.round(x)
  return floor % 2 === 0 ? floor : floor + 1
}
