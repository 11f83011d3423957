import { populationMark, spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import type { FigureInput, FigureInspection, FigurePopulation, FigureRun } from '#shared/figures/figureInput.ts'
import { measuredNetwork } from '#shared/refinement/evidence/measuredRun.ts'
import { isCounted, isCountedDiverged, isExcludedResult } from '#shared/statistics/countedRun.ts'
import type { ReportedRun, ReportedSpace, StudyReport } from './studyReport.ts'

type FigureSpace = Pick<ReportedSpace, 'id' | 'name' | 'shortName' | 'spaceName' | 'nth' | 'populations' | 'runs'>

/** The part of a report that its figures are made from. */
export interface FigureSource extends Pick<
  StudyReport,
  'headline' | 'spaceNames' | 'publishedTimings' | 'inspections'
> {
  readonly spaces: readonly FigureSpace[]
}

/** The mark of each entry, distributed among all spaces of the study. */
export function markOfSpace({ spaceNames, spaces }: FigureSource): (space: FigureSpace) => SpaceMark {
  const marks = spaceMarks([...spaceNames, ...spaces.map(({ spaceName }) => spaceName)])
  return ({ spaceName, nth }) => populationMark(marks.get(spaceName)!, nth)
}

/**
 * What the figures of a report are made from, with the pair that the report is about: all its populations, or those with
 * these ids.
 */
export function figureInput(source: FigureSource, populationIds?: readonly number[]): FigureInput {
  const markOf = markOfSpace(source)
  const inspections = new Map(source.inspections?.map(({ runId, ...inspection }) => [runId, inspection] as const))
  const shownRun = (run: ReportedRun, errorPercent: number) => figureRun(run, errorPercent, inspections.get(run.id))
  const isShown = ({ id }: { readonly id: number }) => populationIds?.includes(id) ?? true
  return {
    pair: source.headline,
    publishedTimings: source.publishedTimings ?? [],
    populations: source.spaces
      .filter(({ populations }) => populations.some(isShown))
      .map((space): FigurePopulation => {
        const populations = space.populations.filter(isShown)
        const shown = new Set(populations.map(({ name }) => name))
        const speaking = speakingOf(space.runs.filter(({ population }) => shown.has(population)))
        return {
          ...{ id: space.id, name: space.name, shortName: space.shortName, mark: markOf(space) },
          runs: speaking.filter(isCounted).map((run) => shownRun(run, run.errorPercent)),
          excluded: speaking.filter(isExcludedResult).map((run) => ({
            ...shownRun(run, run.errorPercent),
            exclusion: run.exclusion,
          })),
          diverged: speaking.filter(isCountedDiverged).length,
          failed: speaking.filter(({ status, exclusion }) => status === 'failed' && exclusion === null).length,
          curtailed: populations.flatMap(({ curtailed }) => curtailed ?? []),
        }
      }),
  }
}

/** The runs without those that repeat another of them: a run that repeats one of a population left out speaks here. */
function speakingOf(runs: readonly ReportedRun[]): ReportedRun[] {
  const experiment = ({ network, seed, recipeDraw }: ReportedRun) => JSON.stringify([network, seed, recipeDraw])
  const spoken = new Set(runs.filter(({ repeats }) => !repeats).map(experiment))
  return runs.filter((run) => {
    if (!run.repeats) return true
    const isFirst = !spoken.has(experiment(run))
    spoken.add(experiment(run))
    return isFirst
  })
}

function figureRun(run: ReportedRun, errorPercent: number, inspection: FigureInspection | undefined): FigureRun {
  return {
    ...measuredNetwork(run),
    id: run.id,
    seed: run.seed,
    errorPercent,
    epochs: run.epochs,
    timings: run.timings ?? [],
    ...(inspection && { inspection }),
  }
}
