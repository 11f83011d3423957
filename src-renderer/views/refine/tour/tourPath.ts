import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { Constraint } from '#shared/designspaces/constraints/constraints.ts'
import type { NetworkParameterId } from '#shared/refinement/evidence/networkParameters.ts'
import { countedOf, sidesOf } from '#shared/refinement/comparison/sides.ts'
import type { Refinement } from '#shared/refinement/steps/refinement.ts'

/** A space of the paper's path, with its refinement of the previous one and the parameter on which that is visible. */
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
  /** Its representative populations, under the terms that most of the path was trained under. */
  readonly populations: readonly PopulationSummary[]
  /** The oldest of them, whose plan is that of all of them. */
  readonly population: PopulationSummary
}

/**
 * The spaces of the paper's path for which the study has finished runs, in path order. All were trained under the same
 * terms: those with the most spaces, then the most runs, then the oldest population.
 */
export function pathOf(spaces: readonly StudySpace[], populations: readonly PopulationSummary[]): Stop[] {
  const living = spaces.filter(({ trashedAt }) => trashedAt === null)
  const onPath = sidesOf(populations).flatMap((side) => {
    const space = living.find(({ id }) => id === side.spaceId)
    const place = stations.findIndex(({ name }) => name === space?.definition.name)
    return space && place >= 0 && countedOf(side) > 0 ? [{ side, space, place }] : []
  })
  const paths = [...Map.groupBy(onPath, ({ side }) => side.key).values()].map((stops) => ({
    stops: stops.sort((a, b) => a.place - b.place),
    runs: stops.reduce((sum, { side }) => sum + countedOf(side), 0),
    oldest: Math.min(...stops.map(({ side }) => side.id)),
  }))
  const [best] = paths.sort((a, b) => b.stops.length - a.stops.length || b.runs - a.runs || a.oldest - b.oldest)
  return (best?.stops ?? []).map(({ side, space, place }) => ({
    ...stations[place]!,
    space,
    populations: side.populations,
    population: side.populations[0]!,
  }))
}
