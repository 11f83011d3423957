import { csvFile } from '#shared/files/csvCell.ts'
import { countText } from '#shared/format/counts.ts'
import { shortText } from '#shared/format/numbers.ts'
import type { Complexity } from '#shared/networks/complexity.ts'
import type { Network } from '#shared/networks/network.ts'
import { betterPredictor, fewestForPredictor, fitTimeByBoth, type TimedNetwork } from '#shared/timing/timeFits.ts'
import type { MeasuredTime, TimeMeasure, TimingMode } from '#shared/timing/timing.ts'
import type { TimingCase, TimingPlan } from '#main/benchmark/measureTimes.ts'
import { conditionsHere } from '#main/benchmark/timingConditions.ts'
import { print, printJson, tableLines } from './output.ts'

/** A network to time. */
export interface TimedSubject {
  name: string
  network: Network
  complexity: Complexity
}
export interface NamedTime extends TimingCase {
  subject: TimedSubject
  time: MeasuredTime
}

interface Output {
  measure: TimeMeasure
  json?: true
  csv?: true
}

/** Prints the times of a plan as a table, JSON lines or CSV, and what explains them as text or JSON. */
export function printTimes(plan: TimingPlan, times: readonly NamedTime[], { measure, json, csv }: Output): void {
  if (csv) {
    process.stdout.write(csvFile([csvColumns, ...times.map((one) => csvRow(plan, one))]))
    return
  }
  const groups = plan.modes.flatMap((mode) => plan.batchSizes.map((batchSize) => fitsOf(mode, batchSize)))
  function fitsOf(mode: TimingMode, batchSize: number) {
    const networks = times.flatMap(({ subject: { complexity }, time, ...one }): TimedNetwork[] => {
      const value = time[measure]
      return one.mode !== mode || one.batchSize !== batchSize || value === null
        ? []
        : [{ flops: complexity.flops, activations: complexity.activations, time: value }]
    })
    const { rSquared, difference, better } = betterPredictor(networks.length > 0 ? networks : [none])
    return { mode, batchSize, networks: networks.length, rSquared, both: both(networks), difference, better }
  }
  if (json) {
    for (const one of times) printJson(record(plan, one))
    printJson({ measure, fits: groups.filter(({ networks }) => networks >= fewestForPredictor) })
    return
  }
  print(tableLines(columns, times.map(cells)).join('\n'))
  print()
  for (const line of deviceLines(plan, times)) print(line)
  for (const { mode, batchSize, networks, rSquared, both, difference, better } of groups) {
    if (networks < fewestForPredictor) continue
    const { flops, activations } = rSquared
    print(
      `${mode}, batch ${batchSize}, ${networks} networks: R² of ${measure} by FLOPs ${digits(flops)}, by activations ` +
        `${digits(activations)}, by both ${digits(both)}; difference ${digits(difference.value)} ` +
        `(95 % range ${digits(difference.low)} to ${digits(difference.high)}): ` +
        (better === null
          ? 'neither predicts better'
          : `${better === 'flops' ? 'FLOPs predict' : better + ' predict'} better`),
    )
  }
}

const none: TimedNetwork = { flops: 0, activations: 0, time: 0 }
const both = (networks: readonly TimedNetwork[]) => (networks.length > 0 ? fitTimeByBoth(networks).rSquared : 0)
const digits = (value: number) => shortText(value, 3)

const columns = [
  ...['network', 'flops', 'params', 'acts', 'mode', 'batch', 'ms', 'spread', 'fastest', 'processor', 'images/s'],
].map((title, i) => ({ title, numeric: i > 0 && title !== 'mode' }))

function cells({ subject: { name, complexity }, mode, batchSize, time }: NamedTime): (string | number)[] {
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
function deviceLines(plan: TimingPlan, times: readonly NamedTime[]): string[] {
  const first = times[0]
  if (!first) return []
  const { device, driver, provider, threads, onnxruntime } = conditionsHere(plan, first)
  const line = `${device}${driver === null ? '' : `, driver ${driver}`}; ${provider}, onnxruntime ${onnxruntime}, ${threads} thread${threads === 1 ? '' : 's'}, ${first.time.rounds} rounds`
  const waits = times.flatMap(({ time: { ms, processorMs } }) => (processorMs === null ? [] : ms / processorMs))
  const typical = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]
  return threads === 1 && typical !== undefined && typical > disturbed
    ? [line, `Other programs were computing: a pass took ${shortText(typical, 3)} times its processor time.`]
    : [line]
}

/** Time on the clock over processor time of one thread, above which others had the processor in between. */
const disturbed = 1.05

function record(plan: TimingPlan, { subject, time, ...one }: NamedTime) {
  return { name: subject.name, ...subject.complexity, ...conditionsHere(plan, one), ...time }
}

const csvColumns = [
  ...['name', 'flops', 'parameters', 'activations', 'mode', 'batchSize', 'provider', 'plan', 'device', 'driver'],
  ...['threads', 'onnxruntime', 'ms', 'spreadMs', 'fastestMs', 'processorMs', 'rounds', 'passes'],
] as const satisfies readonly (keyof ReturnType<typeof record>)[]

function csvRow(plan: TimingPlan, one: NamedTime) {
  const row = record(plan, one)
  return csvColumns.map((column) => row[column])
}
