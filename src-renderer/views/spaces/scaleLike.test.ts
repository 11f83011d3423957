import { describe, expect, it } from 'vitest'
import { presets, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { scaleLike } from './scaleLike.ts'

describe('scaleLike', () => {
  it('recovers the scale from an AnyNet and from a RegNet', () => {
    for (const scale of Object.values(scales))
      for (const id of ['AnyNetX_A', 'RegNetX'] as const)
        for (const other of ['AnyNetX_C', 'RegNetX'] as const)
          expect(scaleSpace(presets[other], scaleLike(scaleSpace(presets[id], scale)))).toEqual(
            scaleSpace(presets[other], scale),
          )
  })
})
