import type { StudySpace } from '#shared/contract/spaces.ts'

type Member = Pick<StudySpace, 'id' | 'parentId' | 'state' | 'trashedAt'>

/** The place of a space in the drawing of a lineage; columns and lanes count from 0. */
export interface LineagePlace {
  readonly id: number
  /** The nearest ancestor that is not in the trash; null for a root. */
  readonly parentId: number | null
  readonly column: number
  readonly lane: number
}

/**
 * The places of the spaces that are not in the trash: a child is one column right of its parent, the followed child in
 * the same lane, its siblings in free lanes below.
 */
export function lineagePlaces(spaces: readonly Member[]): LineagePlace[] {
  const byId = new Map(spaces.map((space) => [space.id, space]))
  const living = spaces.filter(({ trashedAt }) => trashedAt === null)
  const children = Map.groupBy(living, (space) => livingParent(space, byId))
  const taken = new Set<string>()
  const places: LineagePlace[] = []

  const place = (space: Member, parentId: number | null, column: number, from: number) => {
    let lane = from
    while (taken.has(`${column} ${lane}`)) lane++
    taken.add(`${column} ${lane}`)
    places.push({ id: space.id, parentId, column, lane })
    const ordered = inOrder(children.get(space.id) ?? [])
    ordered.forEach((child, i) => place(child, space.id, column + 1, i === 0 ? lane : lane + 1))
  }
  for (const root of inOrder(children.get(null) ?? [])) {
    const lanes = places.map(({ lane }) => lane)
    place(root, null, 0, lanes.length === 0 ? 0 : Math.max(...lanes) + 1)
  }
  return places
}

/** Siblings with the followed one first: accepted before draft before rejected, then the older one. */
function inOrder(siblings: readonly Member[]): Member[] {
  const rank = { accepted: 0, draft: 1, rejected: 2 }
  return [...siblings].sort((a, b) => rank[a.state] - rank[b.state] || a.id - b.id)
}

/** The nearest ancestor that is not in the trash; null for a root. */
export function livingParent(space: Member, byId: ReadonlyMap<number, Member>): number | null {
  let parent = space.parentId === null ? undefined : byId.get(space.parentId)
  while (parent && parent.trashedAt !== null) {
    parent = parent.parentId === null ? undefined : byId.get(parent.parentId)
  }
  return parent?.id ?? null
}
