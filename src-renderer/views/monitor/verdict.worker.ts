import { compareSpaces, type SpaceComparison } from '#shared/refinement/compareSpaces.ts'
import { stream } from '#shared/random/stream.ts'
import { edfBand, errorGrid, type Band } from '#shared/statistics/edfBands.ts'
import { answering } from '#renderer/components/answering.ts'

export interface VerdictQuestion {
  /** Errors of the population and of the one that it is compared with, in the order of their samples. */
  own: number[]
  parent: number[]
}

export interface VerdictAnswer {
  own: Band
  parent: Band | null
  comparison: SpaceComparison | null
}

/** A live band need not be as fine as one that is printed. */
const resamples = 800

answering(({ own, parent }: VerdictQuestion): VerdictAnswer => {
  const grid = errorGrid(parent.length > 0 ? [own, parent] : [own])
  const band = (errors: number[], use: number) => edfBand(errors, grid, stream(0, 'resample', use), { resamples })
  return {
    own: band(own, 1),
    parent: parent.length > 0 ? band(parent, 2) : null,
    comparison: parent.length > 0 ? compareSpaces(own, parent) : null,
  }
})
