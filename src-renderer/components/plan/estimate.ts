import type { PilotPoint, PopulationForecast } from '#shared/contract/populations.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { finishedBy, forecastPopulation, type Forecast } from '#shared/forecast/forecast.ts'
import type { Interval } from '#shared/statistics/ranges/interval.ts'
import type { ImageCounts } from '#shared/training/epochImages.ts'
import { validationLoad } from './imagesPerRun.ts'

/** How long the networks of a forecast take under a plan, by what was measured; null: nothing was. */
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
 * How many of its networks a forecast has done `ms` from now, behind a queue that takes from `soonest` to `latest` ms: the
 * expected number, fewest and most.
 */
export function doneBy(forecast: Forecast, ms: number, [soonest, latest]: readonly [number, number]): Interval {
  const after = (busy: number) => finishedBy(forecast, Math.max(0, (ms - busy) / 1000))
  return { value: after((soonest + latest) / 2).value, low: after(latest).low, high: after(soonest).high }
}
