import type { PilotPoint, PopulationForecast } from '#shared/contract/populations.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { forecastPopulation, type Forecast } from '#shared/forecast/forecast.ts'
import type { ImageCounts } from '#shared/training/epochImages.ts'
import { validationLoad } from '#renderer/views/plan/imagesPerRun.ts'

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
