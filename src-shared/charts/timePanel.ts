import { countUnit } from '#shared/format/counts.ts'
import { fitTime, fittedTime, type FitShape, type TimePredictor } from '#shared/timing/timeFits.ts'
import type { TimePoint, TimeScatterInput } from './timeScatter.ts'

/** A network with its time in milliseconds. */
export interface TimedPoint extends Omit<TimePoint, 'value'> {
  readonly complexity: Readonly<Record<TimePredictor, number>>
}

/**
 * What timeScatter draws for these networks: their time against a measure of complexity, called `title`, with the fitted
 * curve and its R².
 */
export function timePanel(
  points: readonly TimedPoint[],
  by: TimePredictor,
  shape: FitShape,
  title: string,
): { readonly rSquared: number; readonly input: TimeScatterInput } {
  const { divisor, prefix } = countUnit(Math.max(...points.map(({ complexity }) => complexity[by])))
  const fit = fitTime(
    points.map(({ complexity: { flops, activations }, ms }) => ({ flops, activations, time: ms })),
    by,
    shape,
  )
  return {
    rSquared: fit.rSquared,
    input: {
      ...{ title, unit: by === 'flops' ? `${prefix}F` : prefix },
      points: points.map(({ complexity, ...point }) => ({ ...point, value: complexity[by] / divisor })),
      fit: (value) => fittedTime(fit, shape, value * divisor),
    },
  }
}
