import { spaceMarks, type SpaceMark } from '#renderer/charts/spaceMarks.ts'

/** What a population is called and drawn by. */
export interface NamedPopulation {
  readonly name: string
  readonly mark: SpaceMark
}

interface Unnamed {
  readonly spaceId: number
  readonly spaceName: string
  readonly populationName: string
  /** Null: the study that is looked at. */
  readonly studyName: string | null
}

/** Dashes of further populations of one space: its colour and symbol are its name and stay. */
const otherDashes: readonly (readonly number[])[] = [
  [2, 2],
  [10, 2, 2, 2],
  [5, 2, 1, 2, 1, 2],
]

/**
 * A name and a mark for each of the populations that are shown together: that of the space, with the population's own
 * where two are of one space and the study's where it is another. `spaceNames` are those that share out the marks.
 */
export function nameTogether(populations: readonly Unnamed[], spaceNames: readonly string[]): NamedPopulation[] {
  const marks = spaceMarks([...spaceNames, ...populations.map(({ spaceName }) => spaceName)])
  return populations.map(({ spaceId, spaceName, populationName, studyName }, i) => {
    const before = populations.slice(0, i).filter((other) => other.spaceName === spaceName).length
    const sameSpace = populations.filter((other) => other.spaceId === spaceId).length > 1
    const own = sameSpace && populationName !== spaceName ? ` · ${populationName}` : ''
    const study = studyName === null ? '' : ` · ${studyName}`
    const mark = marks.get(spaceName)!
    const dash = before === 0 ? undefined : otherDashes[(before - 1) % otherDashes.length]
    return { name: `${spaceName}${own}${study}`, mark: dash ? { ...mark, dash } : mark }
  })
}
