import { presetNamed, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import type { DesignSpace } from '#shared/designspaces/designSpace.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { finishAll, plan, regime } from '#main/testing/madeUpRuns.ts'
import type { Lab } from '#main/testing/openLab.ts'

/** Ids that the views are opened with. */
export interface FilledLab {
  studyId: number
  /** Populations with finished runs, oldest space first. */
  populationIds: number[]
  /** A population whose runs are all waiting; its parent space has the most runs. */
  waitingId: number
  /** A finished run. */
  runId: number
}

/** Finished runs of each space; 10 000 in total. */
const sizes = [
  ['AnyNetX_A', 4000],
  ['AnyNetX_B', 1500],
  ['AnyNetX_C', 1500],
  ['AnyNetX_D', 1000],
  ['AnyNetX_E', 1000],
  ['RegNetX', 1000],
] as const
const waitingRuns = 64
/**
 * Fills an empty lab with 10 000 finished runs over six spaces, using the functions by which the lab itself records
 * them. Networks are sampled; errors and curves are generated from a seed and have no meaning.
 */
export function fillLab(lab: Lab): FilledLab {
  const studyId = lab.createStudy({ name: 'Made-up errors of 10 000 networks', definition: null, plan, classes: 10 })
  const spaces = sizes.map(([id]) => scaleSpace(presetNamed(id), scales.tiny16))
  const spaceIds = lab.addLineage(studyId, spaces)
  const add = (space: DesignSpace, i: number, count: number, name: string) => {
    const seed = i + 1 + (name === space.name ? 0 : 100)
    const { networks } = samplePopulation({ space, regime, count, seed })
    const populationId = lab.addPopulation({
      ...{ studyId, spaceId: spaceIds[i]!, name, seed, plan, datasetHash: 'made up' },
      networks: networks.map((candidate, position) => ({
        network: candidate.network,
        draw: drawOf(candidate),
        seed: position,
        plan: 'cpu',
      })),
    })
    return { populationId, networks }
  }
  const populationIds = sizes.map(([, count], i) => {
    const { populationId, networks } = add(spaces[i]!, i, count, spaces[i]!.name)
    finishAll(lab, studyId, populationId, networks, 1.5 * i)
    return populationId
  })
  const { populationId: waitingId } = add(spaces[1]!, 1, waitingRuns, 'More of AnyNetX_B')
  return { studyId, populationIds, waitingId, runId: lab.runs(populationIds.at(-1)!)[0]!.id }
}
