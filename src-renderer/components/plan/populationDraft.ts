import {
  keepWeightsSchema,
  populationRequestSchema,
  type ListsRequest,
  type PopulationRequest,
  type PopulationSummary,
} from '#shared/contract/populations.ts'
import type { StudySpace } from '#shared/contract/spaces.ts'
import type { StudyPlan } from '#shared/contract/studies.ts'
import { typedNumber } from '#shared/format/typedNumber.ts'
import { freeName } from '#shared/schema/freeName.ts'
import { faultsOf } from '#shared/schema/parseStrictly.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { typedFault } from '#renderer/lib/typedFault.ts'
import { planOfRegime } from '#shared/contract/planOfRegime.ts'
import { regimesOf, regimeText, variedKeys, type FurtherValues } from '#shared/studyFiles/regimes.ts'
import { noRegimes, readRegimes, type ReadRegimes, type RegimesDraft } from './regimesDraft.ts'
import { readLists, type ListDraft, type ReadLists } from './listsDraft.ts'
import { withoutTyped } from './withoutTyped.ts'
import { draftOf, readDraft, type PlanDraft, type PlanFaults } from './planDraft.ts'

/** A population being planned. */
export interface PopulationDraft {
  spaceId: number
  /** Empty: the offered name. */
  name: string
  /** Seed of the sampling as typed. Empty, or absent in an older draft: chosen by the lab. */
  seed?: string
  plan: PlanDraft
  keep: 'best' | 'all' | 'none'
  keepCount: string
  /** Whether it may end once its comparisons are decided; absent in an older draft. */
  endsWhenDecided?: boolean
  /** Further values of what is varied; absent in an older draft. */
  regimes?: RegimesDraft
  /** Whether it is drawn from the space or lists of networks are trained as they are; absent in an older draft: drawn. */
  from?: 'space' | 'lists'
  lists?: readonly ListDraft[]
}

/** The initial draft: the first space without a population, with the study's plan; none that only holds a list. */
export function startDraft(
  plan: StudyPlan,
  spaces: readonly StudySpace[],
  populations: readonly PopulationSummary[],
): PopulationDraft {
  const lists = new Set(populations.flatMap(({ plan: own, spaceId }) => (own.listed ? [spaceId] : [])))
  const open = spaces.filter(({ state, id }) => state !== 'rejected' && !lists.has(id))
  const space =
    open.find(({ id }) => populations.every(({ spaceId }) => spaceId !== id)) ?? open.at(-1) ?? spaces.at(-1)
  return {
    spaceId: space?.id ?? 0,
    name: '',
    seed: '',
    plan: draftOf(plan),
    keep: 'best',
    keepCount: '10',
    endsWhenDecided: false,
  }
}

/** `name`, which contains the space and the seed, with a number if a population already has that name. */
export const offeredName = (name: string, populations: readonly Pick<PopulationSummary, 'name'>[]): string =>
  freeName(name, (offered) => populations.some((population) => population.name === offered))

export interface ReadPopulation {
  readonly request: PopulationRequest | undefined
  /** The requested population, then one for each further regime, with the same networks as far as FLOPs let them. */
  readonly requests: readonly PopulationRequest[] | undefined
  readonly faults: PlanFaults
  readonly regimeFaults: ReadRegimes['faults']
  readonly nameFault: Sentence | undefined
  readonly seedFault: Sentence | undefined
  readonly keepFault: Sentence | undefined
  /** The lists of networks, if these are to be trained; then there are no requests. */
  readonly listed: Omit<ListsRequest, 'studyId'> | undefined
  readonly lists: ReadLists['lists']
}

const longestName = 200

/** The requests that the draft describes, or its faults. `usualSeed`: the seed if none is typed, for several regimes. */
export function readPopulation(draft: PopulationDraft, offered: string, usualSeed: number): ReadPopulation {
  const isListed = draft.from === 'lists'
  const { plan, faults } = readDraft(isListed ? withoutSample(draft.plan) : draft.plan)
  const { networks, lists } = readLists(isListed ? (draft.lists ?? []) : [], {})
  const name = draft.name.trim() || offered
  const nameFault = name.length > longestName ? sentence('tooManyLetters', { limit: longestName }) : undefined
  const count = typedNumber(draft.keepCount) ?? NaN
  const keep = draft.keep === 'best' ? { keep: 'best', count } : { keep: draft.keep }
  const kept = keepWeightsSchema.safeParse(keep)
  const typedSeed = draft.seed?.trim() ?? ''
  const seed = populationRequestSchema.shape.seed.safeParse(typedSeed === '' ? null : (typedNumber(typedSeed) ?? NaN))
  const { regimes, faults: regimeFaults } = readRegimes(draft.regimes ?? noRegimes, plan ?? draft.plan.plan)
  const isSound = plan && kept.success && seed.success
  const isSample = isSound && !isListed && !nameFault && Object.keys(regimeFaults).length === 0
  const request: PopulationRequest | undefined = isSample
    ? {
        ...{ spaceId: draft.spaceId, name, count: plan.perSpace, seed: seed.data, plan, keepWeights: kept.data },
        ...(draft.endsWhenDecided && { endsWhenDecided: true }),
      }
    : undefined
  const requests = request && inRegimes(request, regimes, usualSeed)
  return {
    ...{ request: requests?.[0], requests, faults, regimeFaults },
    nameFault,
    seedFault: seed.success
      ? undefined
      : typedNumber(typedSeed) === undefined
        ? typedFault(typedSeed)
        : sentence('seedUnusable'),
    keepFault: faultsOf(kept.error?.issues ?? [], keep)[0]?.said,
    listed:
      isSound && networks
        ? {
            ...{ networks, keepWeights: kept.data },
            plan: { ...plan, seed: seed.data ?? plan.seed, halving: undefined },
          }
        : undefined,
    lists,
  }
}

/** The plan without what is typed about a sample, which listed networks are not. */
const withoutSample = (draft: PlanDraft): PlanDraft => ({
  ...draft,
  typed: withoutTyped(draft.typed, ['perSpace', 'flopsLow', 'flopsHigh']),
})

/** The request under its own regime, which comes first, and each further one. */
function inRegimes(
  request: PopulationRequest,
  further: FurtherValues | undefined,
  usualSeed: number,
): PopulationRequest[] {
  if (!further) return [request]
  const { plan, name, seed } = request
  const { flops, imageSize, recipe } = plan
  const own = { flops, imageSize, epochs: recipe.epochs }
  return regimesOf(own, further).map((regime) => {
    const differs = regimeText(regime, own)
    return {
      ...{ ...request, name: differs === '' ? name : `${name} · ${differs}`, seed: seed ?? usualSeed },
      plan: { ...planOfRegime(plan, regime), varied: variedKeys(further) },
    }
  })
}
