import { blocks } from '#shared/networks/blocks/blocks.ts'
import { distributionPmf, type Distribution } from '#shared/random/distributions.ts'
import type { SamplingModel } from './candidate.ts'
import type { StageChain } from './stageChain.ts'
import { kindOf, type Constraint } from '../constraints/constraints.ts'
import type { DesignSpace } from '../designSpace.ts'

const fixed: Distribution = { law: 'choice', values: [1] }

/** The laws of `space` without constraints. Sizes without effect in its block are fixed at 1. */
export function freeModel(space: DesignSpace): SamplingModel {
  const { parameters } = space
  const { bottleneck, groups } = blocks[space.block]
  const ratio = bottleneck ? (parameters.bottleneckRatio ?? fixed) : fixed
  const groupWidth = groups ? (parameters.groupWidth ?? fixed) : fixed
  if (parameters.kind === 'anyNet') {
    const chain = (entry: Distribution | Distribution[]) =>
      independent(Array.isArray(entry) ? entry : space.strides.map(() => entry))
    return {
      kind: 'anyNet',
      chains: {
        depth: chain(parameters.depth),
        width: chain(parameters.width),
        bottleneckRatio: chain(ratio),
        groupWidth: chain(groupWidth),
      },
    }
  }
  return {
    kind: 'regNet',
    chains: {
      depth: independent([parameters.depth]),
      line: independent([parameters.initialWidth, parameters.widthSlope]),
      widthMultiplier: independent([parameters.widthMultiplier]),
      bottleneckRatio: independent([ratio as Distribution]),
      groupWidth: independent([groupWidth as Distribution]),
    },
  }
}

/** The laws of `space` conditioned on every constraint that the draw alone decides, and the remaining constraints. */
export function conditionedModel(space: DesignSpace): { laws: SamplingModel; byRejection: Constraint[] } {
  let laws = freeModel(space)
  const byRejection: Constraint[] = []
  for (const constraint of space.constraints) {
    const conditioned = kindOf(constraint).condition?.(laws, constraint)
    if (conditioned) laws = conditioned.laws
    if (!conditioned?.exact) byRejection.push(constraint)
  }
  return { laws, byRejection }
}

function independent(distributions: Distribution[]): StageChain {
  return { order: 'any', stages: distributions.map(distributionPmf) }
}
