import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import type { Shown } from '../figure.ts'
import { byError, type FigureInspection, type FigurePopulation, type FigureRun } from '../figureInput.ts'

/** A network that was looked into. */
export interface Inspected {
  readonly population: FigurePopulation
  readonly run: FigureRun
  readonly inspection: FigureInspection
}

/** The networks that were looked into, the lowest error first. */
export const inspectedRuns = ({ populations }: Pick<Shown, 'populations'>): Inspected[] =>
  byError(
    populations.flatMap((population) =>
      population.runs.flatMap((run) =>
        run.inspection ? [{ population, run, inspection: run.inspection, errorPercent: run.errorPercent }] : [],
      ),
    ),
  )

/** The network of a run; for 0 the first. */
export const chosenOf = (inspected: readonly Inspected[], run: number): Inspected | undefined =>
  inspected.find((one) => run === 0 || one.run.id === String(run))

/** What populations lack of which the chosen network was not looked into, or none for 0. */
export const notInspected = ({ populations }: Shown, run: number): Sentence =>
  run > 0
    ? sentence('figureNeedsInspectionOf', { run })
    : sentence('figureNeedsInspection', { names: populations.map(({ name }) => name).join(', ') })
