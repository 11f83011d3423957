import { ancestorsOf, type ComparedSides, type SideSpace } from './sides.ts'

interface Placed {
  readonly id: number
  readonly spaceId: number
  /** Id of its study; a lineage never spans studies. */
  readonly studyId: number
}
interface Termed extends Placed {
  /** Key of its training terms; see Side. */
  readonly key: string
}

/** Sorts populations or sides by lineage, per study, roots first. */
export function lineageOrder<T extends Placed>(items: readonly T[], spaces: readonly SideSpace[]): T[] {
  const generations = new Map(items.map(({ spaceId }) => [spaceId, ancestorsOf(spaceId, spaces).length]))
  const generation = ({ spaceId }: T): number => generations.get(spaceId)!
  return [...items].sort(
    (a, b) => a.studyId - b.studyId || generation(a) - generation(b) || a.spaceId - b.spaceId || a.id - b.id,
  )
}

/**
 * The reference of a side among those shown: the side of the nearest ancestor space trained alike; otherwise the
 * previous side that was trained alike or belongs to the same space; undefined if there is none. `ordered` must be in
 * lineage order.
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
 * The initially selected pair: the headline pair or, if nothing refines another space, the last side with a reference.
 * `ordered` must be in lineage order.
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
