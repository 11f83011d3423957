import { populationLabels, type Labelled } from '#shared/refinement/comparison/populationLabels.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { populationMark, spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'

/** What a population is called and drawn by. */
export interface NamedPopulation {
  /** Short, for chips and legends. */
  readonly name: string
  /** With everything that tells it apart, for tables and files. */
  readonly fullName: string
  readonly mark: SpaceMark
}

/**
 * A name and a mark for each of the populations, by their ids: the same wherever these are the ones that names are shared
 * out among. `spaceNames` are those that share out the marks of spaces. The populations of a study come before those of
 * others, each oldest first; the n-th of a space has its n-th mark.
 */
export function nameTogether(
  populations: readonly Labelled[],
  spaceNames: readonly string[],
  say: (said: Sentence) => string,
): Map<number, NamedPopulation> {
  const marks = spaceMarks([...spaceNames, ...populations.map(({ spaceName }) => spaceName)])
  const labels = populationLabels(populations, say)
  const ordered = [...populations].sort(
    (a, b) => Number(Boolean(a.studyName)) - Number(Boolean(b.studyName)) || a.id - b.id,
  )
  const met = new Map<string, number>()
  return new Map(
    ordered.map(({ id, spaceName }) => {
      const n = met.get(spaceName) ?? 0
      met.set(spaceName, n + 1)
      const { short, full } = labels.get(id)!
      return [id, { name: short, fullName: full, mark: populationMark(marks.get(spaceName)!, n) }]
    }),
  )
}
