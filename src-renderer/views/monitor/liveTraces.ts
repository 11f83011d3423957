import { epochError, type EpochReport } from '#shared/training/epochMetrics.ts'
import { linearScale, logScale, zoomedScale, type Scale } from '#shared/charts/scale.ts'
import type { CurveQuantity, Trace } from '#shared/charts/smallMultiple.ts'

type Column = (epoch: EpochReport) => number | null

/**
 * The columns of an epoch drawn for each quantity; the validation error is that of the averaged weights if they exist.
 */
const columns: Record<CurveQuantity, { training?: Column; validation?: Column }> = {
  error: {
    training: (epoch) => epoch.trainErrorPercent,
    validation: epochError,
  },
  loss: { training: (epoch) => epoch.trainLoss, validation: (epoch) => epoch.validationLoss },
  learningRate: { validation: (epoch) => epoch.learningRate },
}

/** The curves of a run; each value is placed at the end of its epoch. */
export function tracesOf(
  curve: readonly EpochReport[],
  quantity: CurveQuantity,
): { training?: Trace; validation?: Trace } {
  const at = curve.map(({ epoch }) => epoch + 1)
  const trace = (column: Column | undefined) => column && { at, values: curve.map((epoch) => column(epoch) ?? NaN) }
  const { training, validation } = columns[quantity]
  const [dashed, full] = [trace(training), trace(validation)]
  return { ...(dashed && { training: dashed }), ...(full && { validation: full }) }
}

/** Factor of room above and below the curves on a logarithmic axis. */
const margin = 1.04
/** How far below the compared values the axis extends for training alone, which may fall to 0. */
const reach = 2

/**
 * One scale for curves that are read against each other, as tight as about `ticks` ticks allow. `training` may run off
 * the lower end of a logarithmic axis.
 */
export function liveScale(
  compared: readonly ArrayLike<number>[],
  training: readonly ArrayLike<number>[],
  log: boolean,
  ticks = 4,
): Scale {
  const main = extent(compared, log)
  const all = extent([...compared, ...training], log)
  if (!all) return linearScale(0, 100, ticks)
  if (!log) return linearScale(all.low, all.high, ticks)
  const lowest = main ? Math.max(all.low, main.low / reach) : all.low
  const ends = { low: lowest / margin, high: all.high * margin }
  return zoomedScale(logScale(ends.low, ends.high, ticks), ends)
}

/** The lowest and highest finite value, only counting those above 0 if `positive`; undefined if there is none. */
function extent(columns: readonly ArrayLike<number>[], positive: boolean): { low: number; high: number } | undefined {
  let [low, high] = [Infinity, -Infinity]
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (!Number.isFinite(value) || (positive && value <= 0)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  return low > high ? undefined : { low, high }
}
