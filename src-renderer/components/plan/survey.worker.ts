import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { saidBy, type Sentence } from '#shared/sentences/sentence.ts'
import { surveySpace, type SpaceSurvey } from '#shared/refinement/size/surveySpace.ts'

export interface SurveyRequest {
  space: DesignSpace
  regime: Regime
  draws: number
  seed: number
}

/** What is told of a survey: numbers only, for the window. */
export type SurveyAnswer =
  Pick<SpaceSurvey, 'draws' | 'accepted' | 'acceptance' | 'flops' | 'window' | 'nearest'> | { fault: Sentence }

// One request for each worker: a new question ends the old one by ending its worker.
self.onmessage = ({ data }: MessageEvent<SurveyRequest>) => {
  const { space, regime, draws, seed } = data
  try {
    for (const survey of surveySpace(space, regime, { draws, seed, chunk: 1000, examples: 0 })) {
      const { draws: drawn, accepted, acceptance, flops, window, nearest } = survey
      self.postMessage({ draws: drawn, accepted, acceptance, flops, window, nearest } satisfies SurveyAnswer)
    }
  } catch (error) {
    self.postMessage({ fault: saidBy(error) } satisfies SurveyAnswer)
  }
}
