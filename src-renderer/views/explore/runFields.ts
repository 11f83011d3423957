import type { RunRow } from '#shared/contract/runs.ts'
import type { RunStatus } from '#shared/contract/scope.ts'
import {
  networkParameterIds,
  networkParameters,
  type NetworkParameterId,
} from '#shared/refinement/evidence/networkParameters.ts'
import { measuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import { englishText } from '#shared/sentences/sentence.ts'

/** A number that a run has besides those of its network. */
const runNumbers = {
  error: ({ errorPercent }: RunRow) => errorPercent,
  lowestError: ({ lowestErrorPercent }: RunRow) => lowestErrorPercent,
  epochs: ({ epochs }: RunRow) => epochs,
  durationMs: ({ durationMs }: RunRow) => durationMs,
} as const satisfies Record<string, (row: RunRow) => number | null>
export type RunNumberId = keyof typeof runNumbers
export const runNumberIds = Object.keys(runNumbers) as RunNumberId[]

/** Everything about a run that is a number: it can be filtered, sorted and drawn by. */
export type NumberFieldId = RunNumberId | NetworkParameterId

export function isNumberField(id: string): id is NumberFieldId {
  return id in runNumbers || (networkParameterIds as string[]).includes(id)
}

const knownValues = new Map<NetworkParameterId, WeakMap<RunRow['network'], number>>()

/** The value of a parameter of a run's network; kept, since some take milliseconds. NaN where it has none. */
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

/** Puts in what a worker has computed. */
export function keepParameter(id: NetworkParameterId, network: RunRow['network'], value: number): void {
  let values = knownValues.get(id)
  if (!values) knownValues.set(id, (values = new WeakMap()))
  values.set(network, value)
}

export const isParameterKnown = (id: NetworkParameterId, { network }: RunRow): boolean =>
  knownValues.get(id)?.has(network) ?? false

/** Parameters that need a quantised line, which takes milliseconds to fit where none was drawn. */
export const fittedParameters: ReadonlySet<string> = new Set<NetworkParameterId>([
  'fitError',
  'initialWidth',
  'widthSlope',
  'widthMultiplier',
])

const isFitted = (id: NetworkParameterId, { draw }: RunRow): boolean =>
  fittedParameters.has(id) && (id === 'fitError' || draw?.regNet === undefined)

/** The number of a run; null where it has none, or none yet. */
export function numberOf(id: NumberFieldId, row: RunRow): number | null {
  if (id in runNumbers) return runNumbers[id as RunNumberId](row)
  const parameter = id as NetworkParameterId
  if (isFitted(parameter, row) && !isParameterKnown(parameter, row)) return null
  const value = parameterOf(parameter, row)
  return Number.isNaN(value) ? null : value
}

/** What stands in a row as a text; the reason as files have it, in English. */
export const textFields = {
  status: ({ status }: RunRow): RunStatus => status,
  depths: ({ network }: RunRow) => network.stages.map(({ depth }) => depth).join(' '),
  widths: ({ network }: RunRow) => network.stages.map(({ width }) => width).join(' '),
  bottleneckRatios: ({ network }: RunRow) => network.stages.map(({ bottleneckRatio }) => bottleneckRatio).join(' '),
  groupWidths: ({ network }: RunRow) => network.stages.map(({ groupWidth }) => groupWidth).join(' '),
  tags: ({ tags }: RunRow) => tags.join(', '),
  note: ({ note }: RunRow) => note,
  reason: ({ reason }: RunRow) => (reason ? englishText(reason) : ''),
  exclusion: ({ exclusion }: RunRow) => exclusion ?? '',
} as const satisfies Record<string, (row: RunRow) => string>
export type TextFieldId = keyof typeof textFields
