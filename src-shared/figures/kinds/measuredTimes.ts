import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { byConditions, type TimeGroup } from '#shared/timing/conditions.ts'
import { fewestForFit } from '#shared/timing/timeFits.ts'
import type { MeasuredTime, TimingConditions } from '#shared/timing/timing.ts'
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

/** The times shown: of the conditions asked for, those under which most networks were measured. */
export function largestGroup(
  populations: readonly FigurePopulation[],
  { mode, batchSize, device, time: measure }: ParametersOf<'timeFront'>,
): TimeGroup<Timed> | undefined {
  const all = populations.flatMap((population) =>
    population.runs.flatMap((run) =>
      (run.timings ?? []).flatMap(({ conditions, time }): Timed[] => {
        const ms = time[measure]
        return ms === null ? [] : [{ population, run, conditions, time, ms }]
      }),
    ),
  )
  const asked = all.filter(
    ({ conditions }) =>
      conditions.mode === mode &&
      (batchSize === 0 || conditions.batchSize === batchSize) &&
      (device === 'any' || (device === 'cpu') === (conditions.provider === 'cpu')),
  )
  return byConditions(asked).reduce<TimeGroup<Timed> | undefined>(
    (best, group) => (best && best.times.length >= group.times.length ? best : group),
    undefined,
  )
}

/** What populations lack in which too few networks have a measured time of the conditions asked for. */
export function tooFewTimes(
  populations: readonly FigurePopulation[],
  asked: ParametersOf<'timeFront'>,
): Sentence | undefined {
  const count = largestGroup(populations, asked)?.times.length ?? 0
  return count < fewestForFit ? sentence('figureNeedsTimes', { count, fewest: fewestForFit }) : undefined
}

/** The populations that have one of the times, in order. */
export const timedPopulations = (
  populations: readonly FigurePopulation[],
  times: readonly Timed[],
): FigurePopulation[] => populations.filter((one) => times.some(({ population }) => population === one))
