import { compareSpaces, type SpaceComparison } from '#shared/refinement/comparison/compareSpaces.ts'
import { edfBand, errorGrid, type Band } from '#shared/statistics/ranges/edfBand.ts'
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

answering(({ own, parent }: VerdictQuestion): VerdictAnswer => {
  const grid = errorGrid(parent.length > 0 ? [own, parent] : [own])
  return {
    own: edfBand({ errors: own }, grid),
    parent: parent.length > 0 ? edfBand({ errors: parent }, grid) : null,
    comparison: parent.length > 0 ? compareSpaces(own, parent) : null,
  }
})
