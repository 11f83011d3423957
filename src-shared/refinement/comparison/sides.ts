import { termsKey, type Trained } from './trainingTerms.ts'

/** A population, reduced to what decides its comparisons. */
export interface SidePopulation extends Trained {
  readonly plan: Trained['plan'] & {
    /** Set if its networks were listed instead of sampled, so that it is not a part of a larger sample. */
    readonly listed?: true | undefined
    /** Set if its worst networks were dropped early, so that its errors are those of its best part only. */
    readonly halving?: unknown
  }
  /** Ascending in order of creation. */
  readonly id: number
  readonly spaceId: number
  /** When it was moved to the trash; null if it was not. */
  readonly trashedAt: number | null
  /** Number of its counted runs; see isCounted. */
  readonly counted: number
  /** Whether it may end early, and whether it has; absent or null: it may not. */
  readonly ending?: { readonly endedAt: number | null } | null
}

/** A space, reduced to what decides its comparisons. */
export interface SideSpace {
  readonly id: number
  /** The space that it refines; null for a root. */
  readonly parentId: number | null
  readonly trashedAt: number | null
}

/** One side of a comparison: all populations of a space that were trained alike, pooled; a list of networks alone. */
export interface Side<P> {
  /** Id of its oldest population. */
  readonly id: number
  readonly spaceId: number
  /** Key of the training terms of its populations; sides with equal keys are comparable. */
  readonly key: string
  /** Oldest first. */
  readonly populations: readonly P[]
}

/** A space and the nearest ancestor that was trained alike. */
export interface ComparedSides<P> {
  readonly newer: Side<P>
  readonly older: Side<P>
}

/** The sides formed by the populations outside the trash, ordered by their oldest population. */
export function sidesOf<P extends SidePopulation>(populations: readonly P[]): Side<P>[] {
  const living = populations.filter(({ trashedAt }) => trashedAt === null).sort((a, b) => a.id - b.id)
  const groups = Map.groupBy(
    living,
    (population) => `${population.spaceId} ${!population.plan.listed} ${termsKey(population)}`,
  )
  return [...groups.values()].map((own) => {
    const [{ id, spaceId }] = own as [P, ...P[]]
    return { id, spaceId, key: termsKey(own[0]!), populations: own }
  })
}

/** Number of counted runs of a side. */
export const countedOf = ({ populations }: Side<SidePopulation>): number =>
  populations.reduce((sum, { counted }) => sum + counted, 0)

/** The side that contains a population, even if that is in the trash. */
export function sideWith<P extends SidePopulation>(population: P, populations: readonly P[]): Side<P> {
  const { id, spaceId } = population
  const others = populations.filter((other) => other.spaceId === spaceId && other.id !== id)
  return sidesOf([...others, { ...population, trashedAt: null }]).find((side) =>
    side.populations.some((own) => own.id === id),
  )!
}

/**
 * The side that a side is compared with: that of the nearest ancestor space with finished runs under the same terms.
 */
export function sideAbove<P extends SidePopulation>(
  { spaceId, key }: Pick<Side<P>, 'spaceId' | 'key'>,
  spaces: readonly SideSpace[],
  populations: readonly P[],
): Side<P> | undefined {
  const comparisons = comparisonsOf(spaces, populations)
  for (const { id, trashedAt } of ancestorsOf(spaceId, spaces)) {
    const found = trashedAt === null ? comparisons.countedIn(id).find((side) => side.key === key) : undefined
    if (found) return found
  }
  return undefined
}

/**
 * The comparison of a space with its nearest ancestor that has finished runs under the same terms. Among several shared
 * terms, the one with most runs on both sides, then the oldest. Undefined if no ancestor was trained alike.
 */
export function comparedSides<P extends SidePopulation>(
  spaceId: number,
  spaces: readonly SideSpace[],
  populations: readonly P[],
): ComparedSides<P> | undefined {
  return comparisonsOf(spaces, populations).of(spaceId)
}

/** Whether the worst networks of a side were dropped early: its distribution is not known, and not compared. */
export const isHalved = ({ populations: [first] }: Side<SidePopulation>): boolean => first?.plan.halving !== undefined

const countedSides = <P extends SidePopulation>(populations: readonly P[]): Side<P>[] =>
  sidesOf(populations).filter((side) => countedOf(side) > 0 && !isHalved(side))

/** The comparisons of a lineage, computed on demand. */
class Comparisons<P extends SidePopulation> {
  readonly #spaces: readonly SideSpace[]
  readonly #counted: ReadonlyMap<number, readonly Side<P>[]>
  readonly #found = new Map<number, ComparedSides<P> | undefined>()
  #byOlder: ReadonlyMap<number, readonly ComparedSides<P>[]> | undefined

  constructor(spaces: readonly SideSpace[], populations: readonly P[]) {
    this.#spaces = spaces
    this.#counted = Map.groupBy(countedSides(populations), (side) => side.spaceId)
  }

  /** The sides of a space that have counted runs. */
  countedIn(spaceId: number): readonly Side<P>[] {
    return this.#counted.get(spaceId) ?? []
  }

  /** The comparison of a space with an ancestor; see comparedSides. */
  of(spaceId: number): ComparedSides<P> | undefined {
    if (!this.#found.has(spaceId)) this.#found.set(spaceId, this.#find(spaceId))
    return this.#found.get(spaceId)
  }

  /** The comparisons of a space with its living refinements. */
  withRefined(spaceId: number): readonly ComparedSides<P>[] {
    this.#byOlder ??= Map.groupBy(
      this.#spaces.filter(({ trashedAt }) => trashedAt === null).flatMap(({ id }) => this.of(id) ?? []),
      ({ older }) => older.spaceId,
    )
    return this.#byOlder.get(spaceId) ?? []
  }

  #find(spaceId: number): ComparedSides<P> | undefined {
    const own = this.countedIn(spaceId)
    if (own.length === 0) return undefined
    for (const ancestor of ancestorsOf(spaceId, this.#spaces)) {
      const above = ancestor.trashedAt === null ? this.countedIn(ancestor.id) : []
      const pairs = own.flatMap((newer) => {
        const older = above.find((side) => side.key === newer.key)
        return older ? [{ newer, older }] : []
      })
      const [best] = pairs.sort((a, b) => runsOfPair(b) - runsOfPair(a) || idOfPair(a) - idOfPair(b))
      if (best) return best
    }
    return undefined
  }
}

const comparisonCache = new WeakMap<readonly SideSpace[], WeakMap<readonly SidePopulation[], Comparisons<never>>>()

/** Cached per pair of (immutable) lists, since screens ask about one space after another. */
function comparisonsOf<P extends SidePopulation>(
  spaces: readonly SideSpace[],
  populations: readonly P[],
): Comparisons<P> {
  let byPopulations = comparisonCache.get(spaces)
  if (!byPopulations) comparisonCache.set(spaces, (byPopulations = new WeakMap()))
  let comparisons = byPopulations.get(populations) as Comparisons<P> | undefined
  if (!comparisons) byPopulations.set(populations, (comparisons = new Comparisons(spaces, populations)) as never)
  return comparisons
}

/**
 * The side that represents a space on its own: that of its comparison with an ancestor, or else with a refinement;
 * without a comparison, the side with most finished runs, then the oldest; one that drops no networks before one that does. Undefined for a space without populations.
 */
export function knownSide<P extends SidePopulation>(
  spaceId: number,
  spaces: readonly SideSpace[],
  populations: readonly P[],
): Side<P> | undefined {
  const comparisons = comparisonsOf(spaces, populations)
  const own = comparisons.of(spaceId)
  if (own) return own.newer
  const refined = comparisons.withRefined(spaceId)
  const candidates =
    refined.length > 0
      ? refined.map(({ older }) => older)
      : sidesOf(populations.filter((population) => population.spaceId === spaceId))
  return candidates.sort(
    (a, b) => Number(isHalved(a)) - Number(isHalved(b)) || countedOf(b) - countedOf(a) || a.id - b.id,
  )[0]
}

/**
 * The headline comparison: that of the deepest, then newest space trained like an ancestor. Undefined if there is none.
 */
export function headlineSides<P extends SidePopulation>(
  spaces: readonly SideSpace[],
  populations: readonly P[],
): ComparedSides<P> | undefined {
  const deepestFirst = spaces
    .filter(({ trashedAt }) => trashedAt === null)
    .map(({ id }) => ({ id, depth: ancestorsOf(id, spaces).length }))
    .sort((a, b) => b.depth - a.depth || b.id - a.id)
  for (const { id } of deepestFirst) {
    const found = comparedSides(id, spaces, populations)
    if (found) return found
  }
  return undefined
}

/**
 * The sides of all comparisons of a lineage and the representative sides of its other spaces, each once, oldest first.
 */
export function lineageSides<P extends SidePopulation>(
  spaces: readonly SideSpace[],
  populations: readonly P[],
): Side<P>[] {
  const living = spaces.filter(({ trashedAt }) => trashedAt === null)
  const found = living.flatMap(({ id }) => {
    const { newer, older } = comparedSides(id, spaces, populations) ?? {}
    return [knownSide(id, spaces, populations), newer, older].filter((side) => side !== undefined)
  })
  return [...new Map(found.map((side) => [side.id, side])).values()].sort((a, b) => a.id - b.id)
}

/** The ancestors of a space, nearest first. */
export function ancestorsOf<Space extends SideSpace>(spaceId: number, spaces: readonly Space[]): Space[] {
  const byId = spacesById(spaces)
  const above = new Set<Space>()
  let space = byId.get(byId.get(spaceId)?.parentId ?? NaN)
  while (space && !above.has(space)) {
    above.add(space)
    space = byId.get(space.parentId ?? NaN)
  }
  return [...above]
}

const ids = new WeakMap<readonly SideSpace[], ReadonlyMap<number, SideSpace>>()

/** Cached per (immutable) list. */
function spacesById<Space extends SideSpace>(spaces: readonly Space[]): ReadonlyMap<number, Space> {
  let byId = ids.get(spaces)
  if (!byId) ids.set(spaces, (byId = new Map(spaces.map((space) => [space.id, space]))))
  return byId as ReadonlyMap<number, Space>
}

const runsOfPair = ({ newer, older }: ComparedSides<SidePopulation>): number => countedOf(newer) + countedOf(older)
const idOfPair = ({ newer, older }: ComparedSides<SidePopulation>): number => Math.min(newer.id, older.id)
