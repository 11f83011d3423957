import { csvFile } from '#shared/files/csvCell.ts'
import { countText } from '#shared/format/counts.ts'
import { shortText } from '#shared/format/numbers.ts'
import type { Complexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import { byConditions, type TimeGroup } from '#shared/timing/conditions.ts'
import { betterPredictor, fewestForPredictor, fitTimeByBoth, type TimedNetwork } from '#shared/timing/timeFits.ts'
import type { MeasuredTime, TimeMeasure, TimingConditions } from '#shared/timing/timing.ts'
import { print, printJson, tableLines } from './output.ts'

/** A network to time. */
export interface TimedSubject {
  name: string
  network: Network
  complexity: Complexity
}
export interface NamedTime {
  subject: TimedSubject
  conditions: TimingConditions
  time: MeasuredTime
}

interface Output {
  measure: TimeMeasure
  json?: true
  csv?: true
}

/** Prints times as a table, JSON lines or CSV, and what explains them as text or JSON. */
export function printTimes(times: readonly NamedTime[], { measure, json, csv }: Output): void {
  if (csv) {
    process.stdout.write(csvFile([csvColumns, ...times.map(csvRow)]))
    return
  }
  const fits = byConditions(times).flatMap((group) => fitsOf(group, measure))
  if (json) {
    for (const one of times) printJson(record(one))
    printJson({ measure, fits })
    return
  }
  print(tableLines(columns, times.map(cells)).join('\n'))
  print()
  for (const line of deviceLines(times)) print(line)
  for (const { mode, batchSize, networks, rSquared, both, difference, better } of fits) {
    const { flops, activations } = rSquared
    print(
      `${mode}, batch ${batchSize}, ${networks} networks: R² of ${measure} by FLOPs ${digits(flops)}, by activations ` +
        `${digits(activations)}, by both ${digits(both)}; difference ${digits(difference.value)} ` +
        `(95 % range ${digits(difference.low)} to ${digits(difference.high)}): ${verdicts[better ?? 'neither']}`,
    )
  }
}

const verdicts = {
  flops: 'FLOPs predict better',
  activations: 'activations predict better',
  neither: 'neither predicts better',
} as const

/** What explains the times of a group; nothing if there are too few networks. */
function fitsOf({ conditions, times }: TimeGroup<NamedTime>, measure: TimeMeasure) {
  const networks = times.flatMap(({ subject: { complexity }, time }): TimedNetwork[] => {
    const value = time[measure]
    return value === null ? [] : [{ ...complexity, time: value }]
  })
  if (networks.length < fewestForPredictor) return []
  const { mode, batchSize } = conditions
  const both = fitTimeByBoth(networks).rSquared
  return [{ mode, batchSize, networks: networks.length, both, ...betterPredictor(networks) }]
}

const digits = (value: number) => shortText(value, 3)

const columns = [
  ...['network', 'flops', 'params', 'acts', 'mode', 'batch', 'ms', 'spread', 'fastest', 'processor', 'images/s'],
].map((title, i) => ({ title, numeric: i > 0 && title !== 'mode' }))

function cells({
  subject: { name, complexity },
  conditions: { mode, batchSize },
  time,
}: NamedTime): (string | number)[] {
  const { flops, parameters, activations } = complexity
  const { ms, spreadMs, fastestMs, processorMs } = time
  return [
    ...[name, countText(flops), countText(parameters), countText(activations), mode, batchSize],
    ...[ms, spreadMs, fastestMs].map((value) => shortText(value, 4)),
    processorMs === null ? '–' : shortText(processorMs, 4),
    shortText((batchSize / ms) * 1000, 4),
  ]
}

/** What computed, and how much other programs disturbed it. */
function deviceLines(times: readonly NamedTime[]): string[] {
  const first = times[0]
  if (!first) return []
  const { device, driver, provider, threads, onnxruntime } = first.conditions
  const line = `${device}${driver === null ? '' : `, driver ${driver}`}; ${provider}, onnxruntime ${onnxruntime}, ${threads} thread${threads === 1 ? '' : 's'}, ${first.time.rounds} rounds`
  const waits = times.flatMap(({ time: { ms, processorMs } }) => (processorMs === null ? [] : ms / processorMs))
  const typical = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]
  return threads === 1 && typical !== undefined && typical > disturbed
    ? [line, `Other programs were computing: a pass took ${shortText(typical, 3)} times its processor time.`]
    : [line]
}

/** Time on the clock over processor time of one thread, above which others had the processor in between. */
const disturbed = 1.05

function record({ subject, conditions, time }: NamedTime) {
  return { name: subject.name, ...subject.complexity, ...conditions, ...time }
}

const csvColumns = [
  ...['name', 'flops', 'parameters', 'activations', 'mode', 'batchSize', 'provider', 'plan', 'device', 'driver'],
  ...['threads', 'onnxruntime', 'ms', 'spreadMs', 'fastestMs', 'processorMs', 'rounds', 'passes'],
] as const satisfies readonly (keyof ReturnType<typeof record>)[]

function csvRow(one: NamedTime) {
  const row = record(one)
  return csvColumns.map((column) => row[column])
}
