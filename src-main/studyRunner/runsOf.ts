import { unpackRuns, type DetailedRuns } from '#shared/contract/packedRuns.ts'
import type { DetailLevel } from '#shared/contract/runs.ts'
import type { LabClient } from '#main/services/client.ts'

const pageSize = 20_000

/** All runs of the populations, by population and position, with as much of each as `details` says. */
export async function runsOf<Level extends DetailLevel>(
  client: LabClient,
  populationIds: readonly number[],
  details: Level,
): Promise<DetailedRuns[Level][]> {
  const runs: DetailedRuns[Level][] = []
  for (;;) {
    const page = { populationIds: [...populationIds], after: runs.length, limit: pageSize, details }
    const { rows, total } = await client.runs.table(page)
    runs.push(...unpackRuns(rows, details))
    if (runs.length >= total) return runs
  }
}
