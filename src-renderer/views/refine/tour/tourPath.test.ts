import { describe, expect, it } from 'vitest'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { presets, type PresetId } from '#shared/designspaces/presets.ts'
import { pathOf } from './tourPath.ts'

const space = (id: number, name: PresetId, trashedAt: number | null = null) =>
  ({ id, definition: presets[name], trashedAt }) as StudySpace
const population = (id: number, spaceId: number, counted: number) =>
  ({ id, spaceId, datasetHash: '', plan: {}, trashedAt: null, counted }) as unknown as PopulationSummary

describe('pathOf', () => {
  it('visits the spaces of the paper that have finished runs, in its order', () => {
    const spaces = [space(1, 'RegNetX'), space(2, 'AnyNetX_A'), space(3, 'AnyNetX_B'), space(4, 'RegNetY')]
    const populations = [population(10, 1, 48), population(11, 2, 8), population(12, 2, 48), population(13, 3, 0)]
    const path = pathOf(spaces, populations)
    expect(path.map(({ name, populations: own }) => [name, own.map(({ id }) => id)])).toEqual([
      ['AnyNetX_A', [11, 12]],
      ['RegNetX', [10]],
    ])
  })
  it('leaves out spaces in the trash', () => {
    expect(pathOf([space(1, 'AnyNetX_A', 5)], [population(10, 1, 48)])).toEqual([])
  })
})
