import { termsKey, type Trained } from './trainingTerms.ts'

/** A population as far as it decides with which others it is compared. */
export interface SidePopulation extends Trained {
  /** Populations are numbered as they are made. */
  readonly id: number
  readonly spaceId: number
  /** Null: not in the trash. */
  readonly trashedAt: number | null
  /** Its runs that count; see isCounted. */
  readonly counted: number
}

/** A space as far as it decides with which others it is compared. */
export interface SideSpace {
  readonly id: number
  /** The space that it refines; null: a root. */
  readonly parentId: number | null
  readonly trashedAt: number | null
}

/** One side of a comparison: all populations of a space that were trained alike. In a comparison they are one. */
export interface Side<P> {
  /** Of its oldest population. */
  readonly id: number
  readonly spaceId: number
  /** Of the terms that its populations have in common: sides of one key can be compared. */
  readonly key: string
  /** Oldest first. */
  readonly populations: readonly P[]
}

/** A space against the nearest one that it refines, directly or through others, and that was trained alike. */
export interface ComparedSides<P> {
  readonly newer: Side<P>
  readonly older: Side<P>
}

/** The sides that populations make, the one with the oldest population first. Those in the trash make none. */
export function sidesOf<P extends SidePopulation>(populations: readonly P[]): Side<P>[] {
  const living = populations.filter(({ trashedAt }) => trashedAt === null).sort((a, b) => a.id - b.id)
  const groups = Map.groupBy(living, (population) => `${population.spaceId} ${termsKey(population)}`)
  return [...groups.values()].map((own) => {
    const [{ id, spaceId }] = own as [P, ...P[]]
    return { id, spaceId, key: termsKey(own[0]!), populations: own }
  })
}

/** How many runs of a side count. */
export const countedOf = ({ populations }: Side<SidePopulation>): number =>
  populations.reduce((sum, { counted }) => sum + counted, 0)

/** The side that a population belongs to, among all. */
export function sideWith<P extends SidePopulation>(population: P, populations: readonly P[]): Side<P> {
  const { id, spaceId } = population
  const others = populations.filter((other) => other.spaceId === spaceId && other.id !== id)
  return sidesOf([...others, { ...population, trashedAt: null }]).find((side) =>
    side.populations.some((own) => own.id === id),
  )!
}

/** What a side is compared with: that of the nearest space above it that has finished runs under the same terms. */
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
 * Which populations of a space are compared with which of the nearest space above it that has finished runs under the
 * same terms: those of the terms that both have; of several the most runs on both sides together, then the oldest.
 * Undefined where nothing above was trained alike.
 */
export function comparedSides<P extends SidePopulation>(
  spaceId: number,
  spaces: readonly SideSpace[],
  populations: readonly P[],
): ComparedSides<P> | undefined {
  return comparisonsOf(spaces, populations).of(spaceId)
}

const countedSides = <P extends SidePopulation>(populations: readonly P[]): Side<P>[] =>
  sidesOf(populations).filter((side) => countedOf(side) > 0)

/** The comparisons of a lineage, each found when it is first asked for. */
class Comparisons<P extends SidePopulation> {
  readonly #spaces: readonly SideSpace[]
  readonly #counted: ReadonlyMap<number, readonly Side<P>[]>
  readonly #found = new Map<number, ComparedSides<P> | undefined>()
  #byOlder: ReadonlyMap<number, readonly ComparedSides<P>[]> | undefined

  constructor(spaces: readonly SideSpace[], populations: readonly P[]) {
    this.#spaces = spaces
    this.#counted = Map.groupBy(countedSides(populations), (side) => side.spaceId)
  }

  /** Sides of a space that have runs that count. */
  countedIn(spaceId: number): readonly Side<P>[] {
    return this.#counted.get(spaceId) ?? []
  }

  /** That of a space with what it refines; see comparedSides. */
  of(spaceId: number): ComparedSides<P> | undefined {
    if (!this.#found.has(spaceId)) this.#found.set(spaceId, this.#find(spaceId))
    return this.#found.get(spaceId)
  }

  /** Those of a space with living ones that refine it. */
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

const known = new WeakMap<readonly SideSpace[], WeakMap<readonly SidePopulation[], Comparisons<never>>>()

/** Found once for these very lists, which do not change: screens ask about one space after another. */
function comparisonsOf<P extends SidePopulation>(
  spaces: readonly SideSpace[],
  populations: readonly P[],
): Comparisons<P> {
  let byPopulations = known.get(spaces)
  if (!byPopulations) known.set(spaces, (byPopulations = new WeakMap()))
  let comparisons = byPopulations.get(populations) as Comparisons<P> | undefined
  if (!comparisons) byPopulations.set(populations, (comparisons = new Comparisons(spaces, populations)) as never)
  return comparisons
}

/**
 * The populations by which a space is known where it stands alone: those that it is compared by, with what it refines
 * or else with what refines it; where it is compared with nothing, those with most finished runs, then the oldest.
 * Undefined for a space without a population.
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
  return candidates.sort((a, b) => countedOf(b) - countedOf(a) || a.id - b.id)[0]
}

/**
 * The comparison that stands for all: that of the newest space, deepest in the lineage first, which was trained like one
 * that it refines. Undefined where there is none.
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

/** The sides of all comparisons of a lineage and those by which its other spaces are known, each once, oldest first. */
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

/** The spaces above a space, the nearest first. */
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

/** Made once for this very list, which does not change. */
function spacesById<Space extends SideSpace>(spaces: readonly Space[]): ReadonlyMap<number, Space> {
  let byId = ids.get(spaces)
  if (!byId) ids.set(spaces, (byId = new Map(spaces.map((space) => [space.id, space]))))
  return byId as ReadonlyMap<number, Space>
}

const runsOfPair = ({ newer, older }: ComparedSides<SidePopulation>): number => countedOf(newer) + countedOf(older)
const idOfPair = ({ newer, older }: ComparedSides<SidePopulation>): number => Math.min(newer.id, older.id)
