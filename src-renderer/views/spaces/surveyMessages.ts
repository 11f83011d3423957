import type { AcceptedCandidate } from '#shared/designspaces/sampling/candidateSource.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import type { SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import type { SpaceSurvey } from '#shared/refinement/size/surveySpace.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** What the survey worker is asked; `number` comes back with the answer. */
export type SurveyRequest = { number: number; space: DesignSpace; regime: Regime } & (
  | { kind: 'size' | 'survey' }
  /** The first accepted network from candidate `from` on. */
  | { kind: 'network'; from: number }
)

/** A survey is answered again and again, each time from more draws, until it `isWhole` or a newer one is asked for. */
export type SurveyAnswer = { number: number } & (
  | { kind: 'size'; size: SpaceSize }
  | { kind: 'survey'; size: SpaceSize; survey: SpaceSurvey; isWhole: boolean }
  | { kind: 'network'; network: AcceptedCandidate | null }
  | { kind: 'fault'; said: Sentence }
)
