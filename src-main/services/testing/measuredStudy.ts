import { stream } from '#shared/random/stream.ts'
import { refineSpace } from '#shared/refinement/steps/refineSpace.ts'
import { beginAttempt, changeAttempt } from '#main/store/tables/runTransitions.ts'
import type { Lab } from '#main/testing/openLab.ts'
import type { LabClient } from '../client.ts'
import { smallPlan, smallSpace } from './benchFixture.ts'
import { newStudy } from './newStudy.ts'

/** Number of networks of each population of a space, and the centre of their errors in percent. */
const measured = {
  root: [
    { count: 10, centre: 46 },
    { count: 8, centre: 43.5 },
    { count: 16, centre: 40 },
  ],
  refined: [{ count: 12, centre: 36 }],
} as const

/**
 * Creates a study whose runs were never trained and returns its id: a space with populations of 10, 8 and 16 networks,
 * and a refinement of it with 12. Each population alone gives a different answer to whether the refinement is better.
 */
export async function measuredStudy(lab: Lab, client: LabClient): Promise<number> {
  const plan = smallPlan()
  const root = smallSpace('AnyNetX_A')
  const { id: studyId } = await newStudy(client, { name: 'First try', plan, spaces: [root] })
  const refinement = { kind: 'constraint', constraint: { id: 'widthOrder', order: 'nonDecreasing' } } as const
  const definition = refineSpace(root, refinement, { id: 'AnyNetX_A-w-grows', name: 'AnyNetX_A, w grows' })
  const rootId = (await client.spaces.list({ studyId }))[0]!.id
  const { id: refinedId } = await client.spaces.add({ studyId, parentId: rootId, definition })
  const random = stream(4, 'sample')
  let seed = 0
  for (const [name, spaceId] of [['root', rootId] as const, ['refined', refinedId] as const]) {
    for (const { count, centre } of measured[name]) {
      seed++
      const request = { spaceId, name: `seed ${seed}`, count, seed, plan, keepWeights: { keep: 'none' } as const }
      const { id } = await client.populations.add({ request, start: false })
      finishRuns(lab, id, () => Math.round(10 * (centre + 11 * random.normal())) / 10)
    }
  }
  return studyId
}

/** Ends the runs of a population as if trained; `errorOf` gives their errors by position in the sample. */
export function finishRuns(lab: Lab, populationId: number, errorOf: (position: number) => number): void {
  const { db } = lab.core
  for (const { id: runId, position } of lab.runs(populationId)) {
    const attempt = beginAttempt(db, runId, 1)
    const end = { status: 'finished', errorPercent: errorOf(position), finishedAt: 2 } as const
    changeAttempt(db, { runId, attempt }, end)
  }
}
