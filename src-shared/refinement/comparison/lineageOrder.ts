import { ancestorsOf, type ComparedSides, type SideSpace } from './sides.ts'

interface Placed {
  readonly id: number
  readonly spaceId: number
  /** Of the study that it belongs to; a lineage does not go beyond one. */
  readonly studyId: number
}
interface Termed extends Placed {
  /** Of its terms; see Side. */
  readonly key: string
}

/** Populations or sides as their spaces refine each other: roots first, each study for itself. */
export function lineageOrder<T extends Placed>(items: readonly T[], spaces: readonly SideSpace[]): T[] {
  const generations = new Map(items.map(({ spaceId }) => [spaceId, ancestorsOf(spaceId, spaces).length]))
  const generation = ({ spaceId }: T): number => generations.get(spaceId)!
  return [...items].sort(
    (a, b) => a.studyId - b.studyId || generation(a) - generation(b) || a.spaceId - b.spaceId || a.id - b.id,
  )
}

/**
 * What a side is read against among those that are shown: that of the nearest space above its own which was trained
 * alike; else the one before it in the order which was trained alike or is of the same space; undefined where there is
 * none. `ordered` is in the order of the lineage.
 */
export function referenceOf<T extends Termed>(
  side: T,
  ordered: readonly T[],
  spaces: readonly SideSpace[],
): T | undefined {
  for (const { id } of ancestorsOf(side.spaceId, spaces)) {
    const found = ordered.find(({ spaceId, key }) => spaceId === id && key === side.key)
    if (found) return found
  }
  return ordered
    .slice(0, ordered.indexOf(side))
    .findLast(({ spaceId, key }) => key === side.key || spaceId === side.spaceId)
}

/**
 * The pair that is looked at where none was chosen: that of the headline, or where nothing refines another the last side
 * that is read against one. `ordered` is in the order of the lineage.
 */
export function defaultPair<T extends Termed>(
  ordered: readonly T[],
  spaces: readonly SideSpace[],
  headline: ComparedSides<unknown> | undefined,
): { newer: T; older: T } | undefined {
  const sideOf = ({ spaceId, key }: Pick<Termed, 'spaceId' | 'key'>) =>
    ordered.find((side) => side.spaceId === spaceId && side.key === key)
  const [newer, older] = headline ? [sideOf(headline.newer), sideOf(headline.older)] : []
  if (newer && older) return { newer, older }
  const read = ordered.flatMap((side) => {
    const reference = referenceOf(side, ordered, spaces)
    return reference ? [{ newer: side, older: reference }] : []
  })
  return read.at(-1)
}
