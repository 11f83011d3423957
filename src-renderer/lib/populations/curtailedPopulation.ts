import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { RunOutline } from '#shared/contract/runs.ts'
import { droppedOf, type CurtailedPopulation } from '#shared/refinement/stopping/curtailed.ts'

/** What of a population does not count because of early errors; see curtailedTexts. `rows` are all of its runs. */
export const curtailedPopulation = (
  { name, count, ending }: Pick<PopulationSummary, 'name' | 'count' | 'ending'>,
  rows: readonly Pick<RunOutline, 'exclusion'>[],
): CurtailedPopulation => ({ name, count, dropped: droppedOf(rows), ending })
