import type { Database } from 'better-sqlite3'
import { blocks } from '#shared/networks/blocks/blocks.ts'
import { groupCount, innerWidth } from '#shared/networks/blocks/bottleneck.ts'
import type { Network } from '#shared/networks/network.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { listRuns, type Run } from '#main/store/tables/runs.ts'
import { planIdHere } from '#main/trainer/providers/plansHere.ts'

/** Messages to show when a lab opens with runs whose lowering plan was replaced. */
export function replacedPlans(db: Database): Sentence[] {
  const replaced = db
    .prepare<[], Pick<Run, 'provider' | 'plan'>>('SELECT DISTINCT provider, plan FROM runs ORDER BY provider, plan')
    .all()
    .map(({ provider, plan }) => ({ provider, was: plan, plan: planIdHere(provider, plan) }))
    .filter(({ was, plan }) => was !== plan)
  return replaced.flatMap((one) => [...startingOver(db, one), ...miscomputed(db, one)])
}

interface ReplacedPlan {
  provider: string
  was: string
  plan: string
}

function startingOver(db: Database, { provider, was, plan }: ReplacedPlan): Sentence[] {
  const { count } = db
    .prepare<[string, string], { count: number }>(
      `SELECT count(*) AS count FROM runs WHERE provider = ? AND plan = ? AND checkpointPath IS NOT NULL`,
    )
    .get(provider, was)!
  if (count === 0) return []
  return [sentence('runsOfReplacedPlan', { said: sentence('planReplaced', { provider, was, plan }), count })]
}

/** Maximum number of runs named. */
const named = 20

function miscomputed(db: Database, { provider, was }: ReplacedPlan): Sentence[] {
  if (provider !== 'webgpu') return []
  const wrong = listRuns(db, {}, ['finished']).filter(
    (run) => run.provider === provider && run.plan === was && run.exclusion === null && wasMiscomputed(run.network),
  )
  if (wrong.length === 0) return []
  const numbers = wrong.slice(0, named).map(({ id }) => id)
  const runs = [...numbers, ...(wrong.length > named ? ['…'] : [])].join(', ')
  return [sentence('runsMiscomputed', { provider, was, count: wrong.length, runs })]
}

/**
 * Whether onnxruntime's WebGPU provider computed a network wrongly in its NHWC layout. It does so for grouped
 * convolutions with four or more outputs per group if these are not divisible by the vector size it uses: 4, 2 or 1
 * elements, whichever divides all outputs.
 */
export function wasMiscomputed(network: Network): boolean {
  if (!blocks[network.block].groups) return false
  return network.stages.some((stage) => {
    const [inner, groups] = [innerWidth(stage.width, stage.bottleneckRatio), groupCount(stage)]
    const perGroup = inner / groups
    const vector = [4, 2, 1].find((size) => inner % size === 0)!
    return groups > 1 && perGroup >= 4 && perGroup % vector !== 0
  })
}
