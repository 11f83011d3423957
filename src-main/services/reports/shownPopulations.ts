import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { listTimings } from '#main/store/tables/timings.ts'
import { getStudy } from '#main/store/tables/studies.ts'
import type { LabContext } from '../labContext.ts'
import { seekDraws } from '../populations/draws.ts'
import { runsWithEpochs } from '../runs/runs.ts'
import type { ShownPopulation } from './reportedSides.ts'

/** Populations of a study with their runs, draws included. Throws LabError 'invalid' for one of another study. */
export async function shownPopulations(
  core: LabContext,
  studyId: number,
  populationIds: readonly number[],
): Promise<ShownPopulation[]> {
  const { db } = core
  const { name } = getStudy(db, studyId)
  await seekDraws(core, populationIds)
  return populationIds.map((id) => {
    const population = getPopulation(db, id)
    if (population.studyId === studyId) {
      const timings = Map.groupBy(listTimings(db, { populationId: id }), ({ runId }) => runId)
      const runs = runsWithEpochs(db, { populationId: id })
      return { population, runs: runs.map((run) => ({ ...run, timings: timings.get(run.id) ?? [] })) }
    }
    throw new LabError('invalid', sentence('populationOfOtherStudy', { id, name }))
  })
}
