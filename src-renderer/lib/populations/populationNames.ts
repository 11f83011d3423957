import { populationLabels, type Labelled } from '#shared/refinement/comparison/populationLabels.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { populationMark, spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'

/** The names and the mark of a population. */
export interface NamedPopulation {
  /** Short, for chips and legends. */
  readonly name: string
  /** With everything that distinguishes it, for tables and files. */
  readonly fullName: string
  readonly mark: SpaceMark
}

/**
 * Gives each population a name and a mark, by id; they depend only on the populations among which names are
 * distributed. The marks of spaces are distributed among `spaceNames`. The populations of a study come before those of
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
