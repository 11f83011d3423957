import type { Database } from 'better-sqlite3'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { populationsWithDrawsDue, putDraws } from '#main/store/tables/draws.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { listRuns } from '#main/store/tables/runs.ts'
import type { LabContext } from '../labContext.ts'

type Core = Pick<LabContext, 'db' | 'jobs' | 'health'>

/** For each lab, by population: resolves when the draws of its runs have been restored, as far as possible. */
const sought = new WeakMap<Database, Map<number, Promise<void>>>()

/**
 * Ensures that the runs of populations have their draws, as far as they can be determined: runs stored before draws
 * existed are sampled again in the background, once. Await this before reading runs as evidence from their networks.
 */
export async function seekDraws(core: Core, populationIds: readonly number[]): Promise<void> {
  const { db, health } = core
  if (health.damage !== null) return
  const known = sought.get(db) ?? new Map<number, Promise<void>>()
  sought.set(db, known)
  const seekings = populationsWithDrawsDue(db, populationIds).map((id) => {
    const seeking = known.get(id) ?? seek(core, id)
    known.set(id, seeking)
    return seeking
  })
  await Promise.all(seekings)
}

async function seek({ db, jobs }: Core, populationId: number): Promise<void> {
  const { designSpace, plan, seed } = getPopulation(db, populationId)
  const networks = listRuns(db, { populationId }).map(({ network }) => network)
  const [first] = networks
  if (!first) return
  const space = designSpace as DesignSpace
  try {
    const draws = await jobs.run('recomputeDraws', {
      space,
      regime: regimeOf(plan, first.classes),
      seed,
      networks,
    })
    putDraws(db, populationId, draws)
  } catch {
    // The runs can be read without draws and say so. The next start tries again.
  }
}
