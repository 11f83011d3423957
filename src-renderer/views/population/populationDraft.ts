import { keepWeightsSchema, type PopulationRequest } from '#shared/contract/populations.ts'
import type { PopulationSummary } from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { unusedSeed } from '#shared/studies/seeds.ts'
import { draftOf, readDraft, type PlanDraft, type PlanFaults } from '#renderer/views/plan/planDraft.ts'

/** A population that is being planned. */
export interface PopulationDraft {
  spaceId: number
  /** Empty: the name that is offered. */
  name: string
  plan: PlanDraft
  keep: 'best' | 'all' | 'none'
  keepCount: string
}

/** Where planning begins: the first space that has none yet, by the study's plan, with a seed that no other sample of it has. */
export function startDraft(
  plan: StudyPlan,
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
): PopulationDraft {
  const open = spaces.filter(({ state }) => state !== 'rejected')
  const space =
    open.find(({ id }) => populations.every(({ spaceId }) => spaceId !== id)) ?? open.at(-1) ?? spaces.at(-1)
  return {
    spaceId: space?.id ?? 0,
    name: '',
    plan: draftOf({ ...plan, seed: offeredSeed(plan, space?.id, populations) }),
    keep: 'best',
    keepCount: '10',
  }
}

/** The study's seed, by which its file samples every space, or the next one for a further sample of a space. */
export function offeredSeed(
  { seed }: StudyPlan,
  spaceId: number | undefined,
  populations: readonly PopulationSummary[],
): number {
  const own = populations.filter((population) => population.spaceId === spaceId)
  return unusedSeed(
    seed,
    own.flatMap((population) => [population.seed, population.plan.seed]),
  )
}

/** `name`, which tells the space and the seed, numbered where a population has it already. */
export function offeredName(name: string, populations: readonly Pick<PopulationSummary, 'name'>[]): string {
  const taken = new Set(populations.map((population) => population.name))
  for (let number = 1; ; number++) {
    const offered = number === 1 ? name : `${name} (${number})`
    if (!taken.has(offered)) return offered
  }
}

export interface ReadPopulation {
  readonly request: PopulationRequest | undefined
  readonly faults: PlanFaults
  readonly nameFault: Sentence | undefined
  readonly keepFault: Sentence | undefined
}

const longestName = 200

/** What the draft asks for, or what is wrong with it. */
export function readPopulation(draft: PopulationDraft, offered: string): ReadPopulation {
  const { plan, faults } = readDraft(draft.plan)
  const name = draft.name.trim() || offered
  const nameFault = name.length > longestName ? sentence('tooManyLetters', { limit: longestName }) : undefined
  const count = draft.keepCount.trim() === '' ? NaN : Number(draft.keepCount)
  const keep = draft.keep === 'best' ? { keep: 'best', count } : { keep: draft.keep }
  const kept = keepWeightsSchema.safeParse(keep)
  const isSound = plan && kept.success && !nameFault
  return {
    request: isSound
      ? { spaceId: draft.spaceId, name, count: plan.perSpace, seed: plan.seed, plan, keepWeights: kept.data }
      : undefined,
    faults,
    nameFault,
    keepFault: faultsOf(kept.error?.issues ?? [], keep)[0]?.said,
  }
}
