import { parseDesignSpace } from '#shared/designspaces/parse.ts'
import { drawOf } from '#shared/designspaces/sampling/draw.ts'
import { presets, scales, scaleSpace } from '#shared/designspaces/presets.ts'
import { samplePopulation } from '#shared/designspaces/sampling/samplePopulation.ts'
import { insertRefinement } from '#main/store/tables/refinements.ts'
import { insertSpace } from '#main/store/tables/spaces.ts'
import { finishAll, plan, regime } from './madeUpRuns.ts'
import type { Lab } from './openLab.ts'

/** A study of many spaces. */
export interface ManySpaces {
  studyId: number
  populationIds: number[]
  refinementId: number
}

/** Numbers of spaces and of populations, evenly spread over them. */
interface Sizes {
  spaces: number
  populations: number
}
/** Networks per population. */
const networks = 12
/** Refinements per space. */
const branches = 3

/** Fills an empty lab with a study of many named spaces and populations of some of them; errors are synthetic. */
export function fillSpaces(lab: Lab, { spaces, populations }: Sizes = { spaces: 300, populations: 75 }): ManySpaces {
  const { db } = lab.core
  const studyId = lab.createStudy({ name: 'Made-up errors of many spaces', definition: null, plan, classes: 10 })
  const root = scaleSpace(presets.AnyNetX_A, scales.tiny16)
  const definitions = Array.from({ length: spaces }, (_, i) =>
    parseDesignSpace({
      ...root,
      ...(i > 0 && { id: `space-${i}`, name: `Narrower by ${i}` }),
      constraints: i > 0 ? [{ id: 'totalDepthRange', max: 20 + (i % 40) }] : [],
    }),
  )
  const ids: number[] = []
  for (const [i, definition] of definitions.entries()) {
    const parentId = i === 0 ? null : ids[Math.floor((i - 1) / branches)]!
    ids.push(insertSpace(db, { studyId, parentId, definition, createdAt: 1.7e12 + i }))
  }
  const populationIds = Array.from({ length: populations }, (_, n) => {
    const i = Math.floor((n * spaces) / populations)
    const space = definitions[i]!
    const sample = samplePopulation({ space, regime, count: networks, seed: n + 1 }).networks
    const id = lab.addPopulation({
      ...{ studyId, spaceId: ids[i]!, name: space.name, seed: n + 1, plan, datasetHash: 'made up' },
      networks: sample.map((candidate, position) => ({
        ...{ network: candidate.network, draw: drawOf(candidate), seed: position, plan: 'cpu' },
      })),
    })
    finishAll(lab, studyId, id, sample, n / 10)
    return id
  })
  const refinementId = insertRefinement(db, {
    ...{ studyId, spaceId: ids[0]!, refinedSpaceId: null, step: 'look', state: {}, decision: null, reason: null },
    ...{ createdAt: 1.7e12, changedAt: 1.7e12 },
  })
  return { studyId, populationIds, refinementId }
}
