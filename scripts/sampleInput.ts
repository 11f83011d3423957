import { spaceMarks } from '#shared/charts/spaceMarks.ts'
import type { FigureInput } from '#shared/figures/figureInput.ts'
import { networkComplexity } from '#shared/networks/complexity.ts'
import { sampleStudy } from '#shared/testing/sampleStudy.ts'

/** What figures of the study that comes with the bench are made from, read from its file alone. */
export function sampleInput(): FigureInput {
  const all = sampleStudy()
  const marks = spaceMarks(all.map(({ space }) => space.name))
  return {
    populations: all.map(({ name, space, runs, diverged }) => ({
      ...{ id: name, name, shortName: name, mark: marks.get(space.name)!, excluded: [], diverged, failed: 0 },
      runs: runs.map((run, i) => ({
        ...{ id: `${i + 1}`, network: run.network, draw: run.draw, errorPercent: run.errorPercent },
        ...{ epochs: run.epochs, complexity: networkComplexity(run.network, 'paper') },
      })),
    })),
  }
}
