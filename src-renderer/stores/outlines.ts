import { defineStore } from 'pinia'
import type { RunOutline } from '#shared/contract/runs.ts'
import { holdRuns, type HeldRuns } from './heldRuns.ts'
import { useRuns } from './runs.ts'

/**
 * The same runs by what comparing populations takes of them, an eighth of the bytes. Populations whose rows are held
 * anyway are not read again.
 */
export const useOutlines = defineStore('outlines', () => {
  const runs = useRuns()
  const outlines = holdRuns<RunOutline>('outlines')

  const of = (populationId: number): HeldRuns<RunOutline> => {
    const rows: HeldRuns<RunOutline> = runs.of(populationId)
    return rows.isComplete ? rows : outlines.of(populationId)
  }
  const load = (populationIds: readonly number[]): Promise<void> =>
    outlines.load(populationIds.filter((id) => !runs.of(id).isComplete))

  return { of, load, loading: outlines.loading }
})
