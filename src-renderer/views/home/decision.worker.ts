import { compareSpaces } from '#shared/refinement/compareSpaces.ts'
import { answering } from '#renderer/components/answering.ts'

export interface DecisionQuestion {
  pairs: { newer: number[]; older: number[] }[]
}

answering(({ pairs }: DecisionQuestion) => pairs.map(({ newer, older }) => compareSpaces(newer, older)))
