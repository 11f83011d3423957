import type { Network } from '#shared/networks/network.ts'
import { blockWidths, fitQuantizedLinear, type QuantizedLinearFit } from './fit.ts'

/** Cache of fits by stage depths and widths; a fit takes half a millisecond and is requested repeatedly. */
const known = new Map<string, QuantizedLinearFit>()
const mostKnown = 20_000

/** The quantised line nearest to the widths of a network's blocks. */
export function fittedLine(network: Pick<Network, 'stages'>): QuantizedLinearFit {
  const key = network.stages.map(({ depth, width }) => `${depth}x${width}`).join()
  const found = known.get(key)
  if (found) return found
  const fit = fitQuantizedLinear(blockWidths(network))
  if (known.size === mostKnown) known.clear()
  known.set(key, fit)
  return fit
}
