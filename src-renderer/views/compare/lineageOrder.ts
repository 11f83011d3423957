import type { StudySpace } from '#shared/contract/spaces.ts'

interface Placed {
  readonly id: number
  readonly space: Pick<StudySpace, 'id' | 'studyId' | 'parentId'>
}

/** The populations as their spaces refine each other: roots first, each study for itself. */
export function lineageOrder<T extends Placed>(
  populations: readonly T[],
  spaces: readonly Pick<StudySpace, 'id' | 'parentId'>[],
): T[] {
  const parents = new Map(spaces.map(({ id, parentId }) => [id, parentId]))
  const generation = ({ space }: T): number => {
    let depth = 0
    for (let id = space.parentId; id !== null && depth <= spaces.length; id = parents.get(id) ?? null) depth++
    return depth
  }
  return [...populations].sort(
    (a, b) =>
      a.space.studyId - b.space.studyId || generation(a) - generation(b) || a.space.id - b.space.id || a.id - b.id,
  )
}

/**
 * What a population is read against: that of the nearest space which its own refines, else the one above it; undefined
 * for the first. `ordered` is in the order of the lineage.
 */
export function referenceOf<T extends Placed>(
  population: T,
  ordered: readonly T[],
  spaces: readonly Pick<StudySpace, 'id' | 'parentId'>[],
): T | undefined {
  const parents = new Map(spaces.map(({ id, parentId }) => [id, parentId]))
  let steps = 0
  for (
    let id = population.space.parentId;
    id !== null && steps <= spaces.length;
    id = parents.get(id) ?? null, steps++
  ) {
    const found = ordered.find(({ space }) => space.id === id)
    if (found) return found
  }
  return ordered[ordered.indexOf(population) - 1]
}
