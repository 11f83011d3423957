import type { SpaceMark } from '#shared/charts/spaceMarks.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { publishedFamilyNames, publishedNetworks } from '#shared/networks/published/publishedNetworks.ts'
import type { TimeGroup } from '#shared/timing/conditions.ts'
import type { MeasuredTime, TimingConditions } from '#shared/timing/timing.ts'
import type { Shown } from '../figure.ts'
import type { PublishedTime } from '../figureInput.ts'
import type { ParametersOf } from '../figureParameters.ts'
import { largestOf, timesOf } from './measuredTimes.ts'
import { familyMark, referenceMarks } from './publishedPoints.ts'

/** A network with a measured time: of a population, or a published one. */
export interface TimedNetworkPoint {
  readonly id: string
  readonly title: string
  /** The name of its population in tables. */
  readonly population: string
  /** What its mark stands for in the key. */
  readonly group: { readonly name: string; readonly mark: SpaceMark }
  readonly complexity: { readonly flops: number; readonly activations: number }
  readonly conditions: TimingConditions
  readonly time: MeasuredTime
  /** The chosen measure of it. */
  readonly ms: number
}

/** The times that the figure shows: of the networks and conditions asked for, those of most networks. */
export function timedNetworks(
  { populations, publishedTimings }: Pick<Shown, 'populations' | 'publishedTimings'>,
  asked: ParametersOf<'time'>,
): TimeGroup<TimedNetworkPoint> | undefined {
  const own =
    asked.published === 'only'
      ? []
      : timesOf(populations, asked.time).map(({ population, run, ...rest }): TimedNetworkPoint => ({
          ...{ ...rest, id: run.id, title: `#${run.id}`, population: population.name },
          ...{ group: { name: population.shortName, mark: population.mark }, complexity: run.complexity },
        }))
  return largestOf(asked.published === 'none' ? own : [...own, ...publishedOf(publishedTimings, asked)], asked)
}

/** Times of published networks; beside populations they are grey. */
function publishedOf(
  timings: readonly PublishedTime[],
  { time: measure, published }: ParametersOf<'time'>,
): TimedNetworkPoint[] {
  return timings.flatMap(({ name, conditions, time }): TimedNetworkPoint[] => {
    const found = publishedNetworks.find((one) => one.name === name)
    const ms = time[measure]
    if (!found || ms === null) return []
    const mark = published === 'only' ? familyMark(found.family) : referenceMarks.get(found.family)!
    return [
      {
        ...{ id: name, title: name, conditions, time, ms },
        ...{
          population: publishedFamilyNames[found.family],
          group: { name: publishedFamilyNames[found.family], mark },
        },
        complexity: networkComplexity(found.network),
      },
    ]
  })
}
