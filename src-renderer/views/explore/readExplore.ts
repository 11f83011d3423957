import type { RouteLocationNormalized } from 'vue-router'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunRow } from '#shared/contract/runs.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import { countedOf, knownSide } from '#shared/refinement/comparison/sides.ts'
import { isCounted } from '#shared/statistics/countedRun.ts'
import { speaks } from '#renderer/lib/populations/speaks.ts'
import { namedOrRemembered } from '#renderer/composables/useChosen.ts'
import { useRunDetails } from '#renderer/stores/runDetails.ts'
import { useRuns } from '#renderer/stores/runs.ts'
import { useSelection } from '#renderer/stores/selection.ts'
import { useStudies } from '#renderer/stores/studies.ts'

/** The initial selection in a study: the populations that represent the newest space with finished runs. */
export function startPopulations(spaces: readonly StudySpace[], populations: readonly PopulationSummary[]): number[] {
  const known = spaces
    .filter(({ trashedAt }) => trashedAt === null)
    .flatMap(({ id }) => knownSide(id, spaces, populations) ?? [])
    .findLast((side) => countedOf(side) > 0)
  const shown = known?.populations.filter(speaks)
  return (shown ?? populations.slice(-1)).map(({ id }) => id)
}

/** The run in the inspector: the one chosen last if it is among the rows, otherwise the best. */
export function inspectedRun(rows: readonly RunRow[], current: number | undefined): RunRow | undefined {
  const chosen = rows.find(({ id }) => id === current)
  return (
    chosen ?? rows.reduce<RunRow | undefined>((best, row) => (errorOf(row) < errorOf(best) ? row : best), undefined)
  )
}
const errorOf = (row: RunRow | undefined) => (row && isCounted(row) ? row.errorPercent : Infinity)

/** Reads the runs needed for the first render of the screen, and the details of the inspected run. */
export async function readExplore(studyId: number, { query }: RouteLocationNormalized): Promise<void> {
  const studies = useStudies()
  const known = namedOrRemembered('explore', 'populations', studyId, query)
  if (known.length === 0) await studies.select(studyId)
  const ids = known.length > 0 ? known : startPopulations(studies.spaces, studies.populations)
  const runs = useRuns()
  await runs.load(ids)
  const inspected = inspectedRun(
    ids.flatMap((id) => runs.of(id).rows),
    useSelection().current,
  )
  if (inspected) await useRunDetails().load([inspected.id])
}
