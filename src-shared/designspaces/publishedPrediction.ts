import { networkComplexity } from '#shared/networks/complexity.ts'
import { publishedFigures } from '#shared/networks/published/publishedFigures.ts'
import { publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import type { FittedTime } from '#shared/timing/fittedTimes.ts'
import { fitTimeFormula } from '#shared/timing/predictedTime.ts'
import { publishedTime } from './constraints/timeLimits.ts'

/** What predicts inference on the paper's V100: the fit to the published RegNets, of which publishedTime is the formula. */
export function publishedPrediction(): FittedTime {
  const { mode, batchSize, device, provider, threads } = publishedTime
  const networks = publishedNetworks.flatMap(({ name, family, network }) =>
    family === 'regNetX' || family === 'regNetY'
      ? [{ ...networkComplexity(network), time: publishedFigures.get(name)!.inferenceMs }]
      : [],
  )
  return {
    conditions: { mode, batchSize, device, provider, threads, plan: null, driver: null, onnxruntime: '' },
    fit: fitTimeFormula(networks)!,
  }
}
