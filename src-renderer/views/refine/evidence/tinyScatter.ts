import { networkParameters, type NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import type { MeasuredRun } from '#shared/refinement/evidence/measuredRun.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Margin in px that keeps marks inside. */
const rim = 4

/**
 * Error against a parameter without axes: one path of points, drawn with round caps, and the position of a value in px
 * from the left. The axis is logarithmic if the parameter's is and no value is 0.
 */
export function tinyScatter(
  runs: readonly MeasuredRun[],
  id: NetworkParameterId,
  { width, height }: Size,
): { readonly path: string; readonly x: (value: number) => number } {
  const { of, scale } = networkParameters[id]
  const found = runs.map(of)
  const isLog = scale === 'log2' && !found.includes(0)
  const placed = (value: number) => (isLog ? Math.log2(value) : value)
  const values = found.map(placed)
  const errors = runs.map(({ errorPercent }) => errorPercent)
  const x = within(values, rim, width - rim)
  const y = within(errors, height - rim, rim)
  const path = values.map((value, i) => `M${x(value).toFixed(1)} ${y(errors[i]!).toFixed(1)}h0`).join('')
  return { path, x: (value) => x(placed(value)) }
}

function within(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity)
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity)
  return (value) => from + ((value - low) / (high - low || 1)) * (to - from)
}
