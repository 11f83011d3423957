import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import type { SpaceScale } from '#shared/designspaces/presets.ts'
import { valuesOf } from '#shared/random/valuesOf.ts'
import { drawnBy } from './drawnSizes.ts'

/** The scale of `space`: its stem, its strides, and the largest width and depth of a stage. */
export function scaleLike(space: DesignSpace): SpaceScale {
  const { stem, stemWidth, strides, parameters, constraints } = space
  const largest = (id: 'width' | 'depth') => {
    const entry = drawnBy(space, id)
    const lists = Array.isArray(entry) ? entry.map(valuesOf) : [valuesOf(entry)]
    return Math.max(...lists.flat())
  }
  const range = constraints.find((constraint) => constraint.id === 'widthRange')
  const isLine = parameters.kind === 'regNet'
  const maxWidth = isLine ? range?.max : largest('width')
  return {
    stem,
    stemWidth,
    strides,
    maxDepth: isLine ? Math.ceil(largest('depth') / strides.length) : largest('depth'),
    ...(maxWidth !== undefined && { maxWidth }),
  }
}
