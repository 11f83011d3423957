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
export const sideWith = <P extends SidePopulation>(population: P, populations: readonly P[]): Side<P> =>
  sidesOf([...populations.filter(({ id }) => id !== population.id), { ...population, trashedAt: null }]).find((side) =>
    side.populations.some(({ id }) => id === population.id),
  )!

/** What a side is compared with: that of the nearest space above it that has finished runs under the same terms. */
export function sideAbove<P extends SidePopulation>(
  { spaceId, key }: Pick<Side<P>, 'spaceId' | 'key'>,
  spaces: readonly SideSpace[],
  populations: readonly P[],
): Side<P> | undefined {
  const alike = countedSides(populations).filter((side) => side.key === key)
  for (const { id, trashedAt } of ancestorsOf(spaceId, spaces)) {
    const found = trashedAt === null ? alike.find((side) => side.spaceId === id) : undefined
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
  return comparedAmong(spaceId, spaces, countedSides(populations))
}

const countedSides = <P extends SidePopulation>(populations: readonly P[]): Side<P>[] =>
  sidesOf(populations).filter((side) => countedOf(side) > 0)

/** The same among sides that have runs that count. */
function comparedAmong<P extends SidePopulation>(
  spaceId: number,
  spaces: readonly SideSpace[],
  sides: readonly Side<P>[],
): ComparedSides<P> | undefined {
  const own = sides.filter((side) => side.spaceId === spaceId)
  for (const ancestor of ancestorsOf(spaceId, spaces)) {
    if (ancestor.trashedAt !== null) continue
    const pairs = own.flatMap((newer) => {
      const older = sides.find((side) => side.spaceId === ancestor.id && side.key === newer.key)
      return older ? [{ newer, older }] : []
    })
    const [best] = pairs.sort((a, b) => runsOfPair(b) - runsOfPair(a) || idOfPair(a) - idOfPair(b))
    if (best) return best
  }
  return undefined
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
  const sides = countedSides(populations)
  const own = comparedAmong(spaceId, spaces, sides)
  if (own) return own.newer
  const refined = spaces
    .filter(({ trashedAt }) => trashedAt === null)
    .flatMap(({ id }) => comparedAmong(id, spaces, sides) ?? [])
    .filter(({ older }) => older.spaceId === spaceId)
  const candidates =
    refined.length > 0
      ? refined.map(({ older }) => older)
      : sidesOf(populations).filter((side) => side.spaceId === spaceId)
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
  const sides = countedSides(populations)
  for (const { id } of deepestFirst) {
    const found = comparedAmong(id, spaces, sides)
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
  const byId = new Map(spaces.map((space) => [space.id, space]))
  const above: Space[] = []
  let space = byId.get(byId.get(spaceId)?.parentId ?? NaN)
  while (space && !above.includes(space)) {
    above.push(space)
    space = byId.get(space.parentId ?? NaN)
  }
  return above
}

const runsOfPair = ({ newer, older }: ComparedSides<SidePopulation>): number => countedOf(newer) + countedOf(older)
const idOfPair = ({ newer, older }: ComparedSides<SidePopulation>): number => Math.min(newer.id, older.id)
