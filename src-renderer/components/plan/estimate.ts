import type { PilotPoint, PopulationForecast } from '#shared/contract/populations.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { finishedBy, forecastPopulation, type Forecast } from '#shared/forecast/forecast.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { ImageCounts } from '#shared/training/epochImages.ts'
import { validationLoad } from './imagesPerRun.ts'

/**
 * The training time of a forecast's networks under a plan, from the measured points; null if nothing has been measured.
 */
export function estimated(
  { flops, activations, imagesPerRun, trainers }: PopulationForecast,
  measured: readonly PilotPoint[],
  plan: StudyPlan,
  contents?: ImageCounts,
): Forecast | null {
  const networks = flops.map((one, i) => ({ flops: one, activations: activations[i]! }))
  return forecastPopulation(measured, networks, { images: imagesPerRun + validationLoad(plan, contents) }, trainers)
}

/**
 * The number of a forecast's networks finished `ms` from now, behind a queue that takes from `soonest` to `latest` ms:
 * expected, fewest and most.
 */
export function doneBy(forecast: Forecast, ms: number, [soonest, latest]: readonly [number, number]): Interval {
  const after = (busy: number) => finishedBy(forecast, Math.max(0, (ms - busy) / 1000))
  return { value: after((soonest + latest) / 2).value, low: after(latest).low, high: after(soonest).high }
}
