import { compareSpaces, type SpaceComparison } from '#shared/refinement/compareSpaces.ts'
import { answering } from '#renderer/components/answering.ts'

export interface DecisionQuestion {
  /** The id of the newer space, and the errors of the two populations in the order of their samples. */
  pairs: { id: number; newer: number[]; older: number[] }[]
}

/** By the id of the newer space. */
export type DecisionAnswer = ReadonlyMap<number, SpaceComparison>

answering(
  ({ pairs }: DecisionQuestion): DecisionAnswer =>
    new Map(pairs.map(({ id, newer, older }) => [id, compareSpaces(newer, older)])),
)
