import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { Constraint } from '#shared/designspaces/constraints.ts'
import type { NetworkParameterId } from '#shared/refinement/networkParameters.ts'
import type { Refinement } from '#shared/refinement/refinement.ts'

/** A space of the paper's path, with what it asks of the one before it and the parameter on which that shows. */
export interface Station {
  readonly name: StationName
  readonly parameter: NetworkParameterId | null
  readonly refinement: Refinement | null
}

const demands = (constraint: Constraint): Refinement => ({ kind: 'constraint', constraint })

/** The path of the paper's section 3, from no restriction to a quantised line. */
const stations = [
  { name: 'AnyNetX_A', parameter: null, refinement: null },
  { name: 'AnyNetX_B', parameter: 'bottleneckRatioSpread', refinement: demands({ id: 'sharedBottleneckRatio' }) },
  { name: 'AnyNetX_C', parameter: 'groupWidthSpread', refinement: demands({ id: 'sharedGroupWidth' }) },
  {
    name: 'AnyNetX_D',
    parameter: 'smallestWidthStep',
    refinement: demands({ id: 'widthOrder', order: 'nonDecreasing' }),
  },
  {
    name: 'AnyNetX_E',
    parameter: 'smallestDepthStep',
    refinement: demands({ id: 'depthOrder', order: 'nonDecreasing' }),
  },
  { name: 'RegNetX', parameter: 'fitError', refinement: null },
] as const satisfies readonly { name: string; parameter: NetworkParameterId | null; refinement: Refinement | null }[]
export type StationName = (typeof stations)[number]['name']

/** A space of the path that the study has sampled. */
export interface Stop extends Station {
  readonly space: StudySpace
  /** The one with most finished runs. */
  readonly population: PopulationSummary
}

/** The spaces of the paper's path that the study holds finished runs of, in the order of the path. */
export function pathOf(spaces: readonly StudySpace[], populations: readonly PopulationSummary[]): Stop[] {
  return stations.flatMap((station) => {
    const known = spaces.filter(({ definition, trashedAt }) => definition.name === station.name && trashedAt === null)
    const candidates = known.flatMap((space) =>
      populations
        .filter(({ spaceId, runs }) => spaceId === space.id && runs.finished > 0)
        .map((population) => ({ space, population })),
    )
    const best = candidates.reduce<(typeof candidates)[number] | undefined>(
      (found, next) => (found && found.population.runs.finished >= next.population.runs.finished ? found : next),
      undefined,
    )
    return best ? [{ ...station, ...best }] : []
  })
}
