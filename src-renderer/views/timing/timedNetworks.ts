import type { PublishedTiming, RunTiming, Timing } from '#shared/contract/timings.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import { spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import {
  publishedFamilies,
  publishedFamilyNames,
  publishedNetworks,
} from '#shared/networks/published/publishedNetworks.ts'
import { byConditions } from '#shared/timing/conditions.ts'
import type { TimeMeasure, TimingConditions } from '#shared/timing/timing.ts'
import type { NamedPopulation } from '#renderer/lib/populations/populationNames.ts'

/** A network with one of its times. */
export interface Timed extends Timing {
  /** The id of its run, or its published name. */
  readonly id: number | string
  readonly name: string
  /** What its mark stands for: its population, or the family of a published network. */
  readonly kind: string
  readonly mark: SpaceMark
  readonly flops: number
  readonly parameters: number
  readonly activations: number
}

/** Times of equal conditions: those of the study's networks, or of published ones, whose sizes are of another order. */
export interface TimedGroup {
  readonly key: string
  readonly conditions: TimingConditions
  readonly isPublished: boolean
  readonly times: readonly Timed[]
}

/** A population with what is shown of its runs. */
type Population = Pick<NamedPopulation, 'name' | 'mark'> & {
  readonly rows: readonly Pick<RunOutline, 'id' | 'flops' | 'parameters' | 'activations'>[]
}

const familyMarks = spaceMarks(publishedFamilies.map((family) => publishedFamilyNames[family]))
const knownPublished = new Map<string, Omit<Timed, keyof Timing>>()

/** A published network without a time; undefined if this version knows none of that name. */
function published(name: string): Omit<Timed, keyof Timing> | undefined {
  const known = knownPublished.get(name)
  if (known) return known
  const found = publishedNetworks.find((one) => one.name === name)
  if (!found) return undefined
  const kind = publishedFamilyNames[found.family]
  const { flops, parameters, activations } = networkComplexity(found.network)
  const subject = { id: name, name, kind, mark: familyMarks.get(kind)!, flops, parameters, activations }
  knownPublished.set(name, subject)
  return subject
}

/**
 * The times of a study's networks and of published ones, by their conditions. A time of a network whose population is
 * not among these is left out.
 */
export function groupsOf(
  ofRuns: readonly RunTiming[],
  ofPublished: readonly PublishedTiming[],
  populations: readonly Population[],
): TimedGroup[] {
  const subjects = new Map(
    populations.flatMap(({ name: kind, mark, rows }) =>
      rows.map(({ id, flops, parameters, activations }) => {
        const subject = { id, name: `#${id}`, kind, mark, flops, parameters, activations }
        return [id, subject] as const
      }),
    ),
  )
  const own = ofRuns.flatMap(({ runId, ...timing }): Timed[] => {
    const subject = subjects.get(runId)
    return subject ? [{ ...subject, ...timing }] : []
  })
  const others = ofPublished.flatMap(({ name, ...timing }): Timed[] => {
    const subject = published(name)
    return subject ? [{ ...subject, ...timing }] : []
  })
  return [own, others].flatMap((times, i) =>
    byConditions(times).map(({ key, ...group }) => ({
      ...{ ...group, key: `${i} ${key}`, isPublished: i === 1 },
    })),
  )
}

/** A network of a group with the chosen measure of its time. */
export interface TimedBy {
  readonly timed: Timed
  readonly ms: number
}

/** The networks of a group that have this measure of time: a graphics card has no processor time. */
export function timedBy({ times }: Pick<TimedGroup, 'times'>, measure: TimeMeasure): TimedBy[] {
  return times.flatMap((timed) => {
    const ms = timed.time[measure]
    return ms === null ? [] : [{ timed, ms }]
  })
}
