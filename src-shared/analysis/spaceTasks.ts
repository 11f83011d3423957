import type { AcceptedCandidate } from '#shared/designspaces/sampling/candidateSource.ts'
import type { DesignSpace, Regime } from '#shared/designspaces/designSpace.ts'
import { growSample } from '#shared/designspaces/sampling/growSample.ts'
import { recomputeDraws } from '#shared/designspaces/sampling/recomputeDraws.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { spaceSize, type SpaceSize } from '#shared/refinement/size/spaceSize.ts'
import { nextNetwork, surveySpace, type SpaceSurvey } from '#shared/refinement/size/surveySpace.ts'

/** A space and the conditions under which its networks are drawn. */
export interface SpaceUnderRegime {
  readonly space: DesignSpace
  readonly regime: Regime
}

/** Spaces whose sizes are asked for. */
export interface SpacesUnderRegime {
  readonly spaces: readonly DesignSpace[]
  readonly regime: Regime
  readonly draws?: number
}

/** The effect of a definition: the size of the space, and what its draws show so far. */
export interface SpaceEffect {
  readonly size: SpaceSize
  readonly survey: SpaceSurvey
}

/** The FLOPs of the draws so far, relative to the window. */
export type FlopsSurvey = Pick<SpaceSurvey, 'draws' | 'accepted' | 'acceptance' | 'flops' | 'window' | 'nearest'>

/** Analyses of design spaces alone. */
export const spaceTasks = {
  spaceSize: ({ space, regime }: SpaceUnderRegime): SpaceSize => spaceSize(space, regime),

  /** Returned in the order of the spaces. `draws`: see SizeOptions. */
  spaceSizes: ({ spaces, regime, draws }: SpacesUnderRegime): SpaceSize[] =>
    spaces.map((space) => spaceSize(space, regime, draws === undefined ? {} : { draws })),

  *spaceEffect({ space, regime }: SpaceUnderRegime): Generator<SpaceEffect, void, void> {
    const size = spaceSize(space, regime)
    for (const survey of surveySpace(space, regime, { draws: 6000, chunk: 250, examples: 1 })) yield { size, survey }
  },

  *drawnFlops(question: SpaceUnderRegime & { draws: number; seed: number }): Generator<FlopsSurvey, void, void> {
    const { space, regime, ...options } = question
    for (const survey of surveySpace(space, regime, { ...options, chunk: 1000, examples: 0 })) {
      const { draws, accepted, acceptance, flops, window, nearest } = survey
      yield { draws, accepted, acceptance, flops, window, nearest }
    }
  },

  /** The first accepted network from candidate `from` on; null if none. */
  nextNetwork: ({ space, regime, from }: SpaceUnderRegime & { from: number }): AcceptedCandidate | null =>
    nextNetwork(space, regime, { from }),

  sample: samplePopulation,
  growSample,
  recomputeDraws,
}
