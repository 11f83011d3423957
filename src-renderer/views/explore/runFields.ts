import type { RunRow } from '#shared/contract/runs.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import {
  networkParameterIds,
  networkParameters,
  type NetworkParameterId,
} from '#shared/refinement/evidence/networkParameters.ts'
import { measuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import { predictedTime } from '#shared/timing/predictedTime.ts'
import { shownTimes } from './measuredTimes.ts'
import { shownPrediction } from './predictedTimes.ts'
import { exclusionText } from '#shared/sentences/exclusion.ts'
import { englishText } from '#shared/sentences/sentence.ts'

/** Numbers of a run besides those of its network. */
const runNumbers = {
  error: ({ errorPercent }: RunRow) => errorPercent,
  lowestError: ({ lowestErrorPercent }: RunRow) => lowestErrorPercent,
  epochs: ({ epochs }: RunRow) => epochs,
  /** Unknown until an epoch is over, and of runs that were trained elsewhere. */
  durationMs: ({ durationMs }: RunRow) => (durationMs > 0 ? durationMs : null),
  measuredMs: ({ id }: RunRow) => shownTimes.value?.ms.get(id) ?? null,
  predictedMs: (row: RunRow) => (shownPrediction.value ? predictedTime(shownPrediction.value.source, row) : null),
} as const satisfies Record<string, (row: RunRow) => number | null>
export type RunNumberId = keyof typeof runNumbers
const runNumberIds = Object.keys(runNumbers) as RunNumberId[]
const timeIds = ['measuredMs', 'predictedMs'] as const
type TimeId = (typeof timeIds)[number]
/** Whether a field is a time of a pass; which one depends on what was measured or is chosen. */
export const isTime = (id: string): id is TimeId => (timeIds as readonly string[]).includes(id)
/** The times that are there: a measured one only if there are any. */
export const knownTimes = (): TimeId[] =>
  timeIds.filter((id) => (id === 'measuredMs' ? shownTimes.value : shownPrediction.value) !== undefined)
/** Those that can be chosen. */
export const chosenNumberIds = (): RunNumberId[] => {
  const times = knownTimes()
  return runNumberIds.filter((id) => !isTime(id) || times.includes(id))
}

/** What a range on a plot may mean something of for a space: parameters of networks and the predicted time. */
export type RangeAxisId = NetworkParameterId | 'predictedMs'
export const isRangeAxis = (id: string): id is RangeAxisId => id === 'predictedMs' || isParameter(id)
/** What can be an axis: also the measured time. */
export type AxisId = RangeAxisId | 'measuredMs'
export const isParameter = (id: string): id is NetworkParameterId => (networkParameterIds as string[]).includes(id)

/** Every numeric field of a run, for filtering, sorting and plotting. */
export type NumberFieldId = RunNumberId | NetworkParameterId

export function isNumberField(id: string): id is NumberFieldId {
  return id in runNumbers || isParameter(id)
}

const knownValues = new Map<NetworkParameterId, WeakMap<RunRow['network'], number>>()

/** The value of a parameter of a run's network, cached because some take milliseconds. NaN if it has none. */
export function parameterOf(id: NetworkParameterId, row: RunRow): number {
  let values = knownValues.get(id)
  if (!values) knownValues.set(id, (values = new WeakMap()))
  let value = values.get(row.network)
  if (value === undefined) {
    value = networkParameters[id].of(measuredNetwork(row))
    values.set(row.network, value)
  }
  return value
}

/** Caches a value that a worker has computed. */
export function keepParameter(id: NetworkParameterId, network: RunRow['network'], value: number): void {
  let values = knownValues.get(id)
  if (!values) knownValues.set(id, (values = new WeakMap()))
  values.set(network, value)
}

export const isParameterKnown = (id: NetworkParameterId, { network }: RunRow): boolean =>
  knownValues.get(id)?.has(network) ?? false

/** Parameters of a quantised line, which takes milliseconds to fit unless the network was drawn from one. */
export const fittedParameters: ReadonlySet<string> = new Set<NetworkParameterId>([
  'fitError',
  'initialWidth',
  'widthSlope',
  'widthMultiplier',
])

const isFitted = (id: NetworkParameterId, { draw }: RunRow): boolean =>
  fittedParameters.has(id) && (id === 'fitError' || draw?.regNet === undefined)

/** A number of a run; null if it has none, or none yet. */
export function numberOf(id: NumberFieldId, row: RunRow): number | null {
  if (id in runNumbers) return runNumbers[id as RunNumberId](row)
  const parameter = id as NetworkParameterId
  if (isFitted(parameter, row) && !isParameterKnown(parameter, row)) return null
  const value = parameterOf(parameter, row)
  return Number.isNaN(value) ? null : value
}

/** Text fields of a run; reasons of the lab are in English, as in files. */
export const textFields = {
  status: ({ status }: RunRow): RunStatus => status,
  depths: ({ network }: RunRow) => network.stages.map(({ depth }) => depth).join(' '),
  widths: ({ network }: RunRow) => network.stages.map(({ width }) => width).join(' '),
  bottleneckRatios: ({ network }: RunRow) => network.stages.map(({ bottleneckRatio }) => bottleneckRatio).join(' '),
  groupWidths: ({ network }: RunRow) => network.stages.map(({ groupWidth }) => groupWidth).join(' '),
  tags: ({ tags }: RunRow) => tags.join(', '),
  note: ({ note }: RunRow) => note,
  reason: ({ reason }: RunRow) => (reason ? englishText(reason) : ''),
  exclusion: ({ exclusion }: RunRow) => (exclusion === null ? '' : exclusionText(exclusion, englishText)),
} as const satisfies Record<string, (row: RunRow) => string>
export type TextFieldId = keyof typeof textFields
