import type { Network } from '#shared/networks/network.ts'
import { blockWidths, fitQuantizedLinear, type QuantizedLinearFit } from './fit.ts'

/** Cache of fits by stage depths and widths; a fit takes half a millisecond and is requested repeatedly. */
const cache = new Map<string, QuantizedLinearFit>()
const cacheLimit = 20_000

/** The quantised line nearest to the widths of a network's blocks. */
export function fittedLine(network: Pick<Network, 'stages'>): QuantizedLinearFit {
  const key = network.stages.map(({ depth, width }) => `${depth}x${width}`).join()
  const found = cache.get(key)
  if (found) return found
  const fit = fitQuantizedLinear(blockWidths(network))
  if (cache.size === cacheLimit) cache.clear()
  cache.set(key, fit)
  return fit
}
