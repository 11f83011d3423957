import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { byConditions, type TimeGroup } from '#shared/timing/conditions.ts'
import { fewestForFit } from '#shared/timing/timeFits.ts'
import type { MeasuredTime, TimeMeasure, TimingConditions } from '#shared/timing/timing.ts'
import type { FigurePopulation, FigureRun } from '../figureInput.ts'
import type { ParametersOf } from '../figureParameters.ts'

/** A measured time of a network. */
export interface Timed {
  readonly population: FigurePopulation
  readonly run: FigureRun
  readonly conditions: TimingConditions
  readonly time: MeasuredTime
  /** The chosen measure of it. */
  readonly ms: number
}

/** The measured times of populations. */
export const timesOf = (populations: readonly FigurePopulation[], measure: TimeMeasure): Timed[] =>
  populations.flatMap((population) =>
    population.runs.flatMap((run) =>
      (run.timings ?? []).flatMap(({ conditions, time }): Timed[] => {
        const ms = time[measure]
        return ms === null ? [] : [{ population, run, conditions, time, ms }]
      }),
    ),
  )

/** The times shown: of the conditions asked for, those under which most networks were measured. */
export const largestGroup = (
  populations: readonly FigurePopulation[],
  asked: ParametersOf<'timeFront'>,
): TimeGroup<Timed> | undefined => largestOf(timesOf(populations, asked.time), asked)

/** The same of any times. */
export function largestOf<One extends { readonly conditions: TimingConditions }>(
  times: readonly One[],
  { mode, batchSize, device }: Pick<ParametersOf<'timeFront'>, 'mode' | 'batchSize' | 'device'>,
): TimeGroup<One> | undefined {
  const asked = times.filter(
    ({ conditions }) =>
      conditions.mode === mode &&
      (batchSize === 0 || conditions.batchSize === batchSize) &&
      (device === 'any' || (device === 'cpu') === (conditions.provider === 'cpu')),
  )
  return byConditions(asked).reduce<TimeGroup<One> | undefined>(
    (best, group) => (best && best.times.length >= group.times.length ? best : group),
    undefined,
  )
}

/** What populations lack in which too few networks have a measured time of the conditions asked for. */
export function tooFewTimes(
  populations: readonly FigurePopulation[],
  asked: ParametersOf<'timeFront'>,
): Sentence | undefined {
  return tooFew(largestGroup(populations, asked)?.times.length ?? 0)
}

/** What is lacking where so many networks have a time. */
export const tooFew = (count: number): Sentence | undefined =>
  count < fewestForFit ? sentence('figureNeedsTimes', { count, fewest: fewestForFit }) : undefined

/** The populations that have one of the times, in order. */
export const timedPopulations = (
  populations: readonly FigurePopulation[],
  times: readonly Timed[],
): FigurePopulation[] => populations.filter((one) => times.some(({ population }) => population === one))
