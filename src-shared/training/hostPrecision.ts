/**
 * The precision of what surrounds a training step, mixed images and averages of weights. float64: each number is rounded
 * once, to float32. float32: every factor, product and sum is, as on devices without float64.
 */
export type HostPrecision = 'float64' | 'float32'

/** Rounds the result of an operation. */
export const rounding: Readonly<Record<HostPrecision, (x: number) => number>> = {
  float64: (x) => x,
  float32: Math.fround,
}
