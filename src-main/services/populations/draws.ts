import type { Database } from 'better-sqlite3'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { regimeOf } from '#shared/designspaces/regimeOf.ts'
import { populationsWithDrawsDue, putDraws } from '#main/store/tables/draws.ts'
import { getPopulation } from '#main/store/tables/populations.ts'
import { listRuns } from '#main/store/tables/runs.ts'
import type { LabContext } from '../labContext.ts'

type Core = Pick<LabContext, 'db' | 'jobs' | 'health'>

/** By population: resolves when what was drawn for its runs was sought. Of each lab. */
const sought = new WeakMap<Database, Map<number, Promise<void>>>()

/**
 * Sees to it that the runs of populations have what was drawn for them, as far as it can be known: in those that are
 * older than draws by sampling again, in the background, once. To be awaited before runs are read for what their networks
 * are evidence of.
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
    // The runs can be read without, and say so. They are due again at the next start.
  }
}
