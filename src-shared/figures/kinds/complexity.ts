import { publishedFamilies, publishedFamilyNames } from '#shared/networks/published/publishedNetworks.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { figure } from '../figure.ts'
import type { FigurePopulation } from '../figureInput.ts'
import { complexityIds, figureParameters, type ComplexityId } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { complexityAxes, complexityColumns } from './complexityAxes.ts'
import { costPanels, frontOf, type CostPoint } from './costPanels.ts'
import { referenceMarks, referencePoints } from './publishedPoints.ts'
import { frontColumn } from './saidCodes.ts'

/** Classes of ImageNet, on which the published networks were trained. */
const imageNetClasses = 1000

/** Published errors compare with none of networks that tell another number of classes apart. */
function otherClasses(populations: readonly FigurePopulation[]): Sentence | undefined {
  for (const { name, runs } of populations) {
    const other = runs.find(({ network }) => network.classes !== imageNetClasses)
    if (other) return sentence('figureNeedsImageNet', { name, classes: other.network.classes })
  }
  return undefined
}

/**
 * Error against FLOPs, parameters and activations of all populations, with the Pareto front over them; beside those of
 * ImageNet, the published networks with their own front (the paper's Figures 17 and 18).
 */
export const complexityKind = figure(figureParameters.complexity, {
  needs: 'some',
  lacks: ({ populations }, { published }) => (published === 'shown' ? otherClasses(populations) : undefined),
  data: ({ populations }, { measure, published }) => {
    const own = populations.flatMap((population) =>
      population.runs.map((run) => ({
        ...{ id: run.id, mark: population.mark, errorPercent: run.errorPercent, costs: run.complexity },
        population: population.name,
      })),
    )
    const references = published === 'shown' ? referencePoints() : []
    return { populations, measure, own, references }
  },
  panels: ({ measure, own, references }, words) =>
    costPanels<ComplexityId>(complexityAxes(measure, words), [...own, ...references], words),
  key: ({ populations, references }, { t }) => [
    ...populations.map(({ shortName, mark }) => ({ name: shortName, mark, part: 'symbol' as const })),
    ...publishedFamilies
      .filter(() => references.length > 0)
      .map((family) => ({
        name: t('figures.publishedFamily', { family: publishedFamilyNames[family] }),
        mark: referenceMarks.get(family)!,
        part: 'symbol' as const,
      })),
  ],
  table: ({ own, references }) => {
    const rowsOf = (points: readonly (CostPoint<ComplexityId> & { readonly population: string })[]) => {
      const fronts = complexityIds.map((id) => ({ id, places: new Set(frontOf(points, id)) }))
      return points.map(({ id, population, errorPercent, costs: { flops, parameters, activations } }, i) => ({
        ...{ population, run: id, errorPercent, flops, parameters, activations },
        front: fronts.flatMap(({ id: measure, places }) => (places.has(i) ? [measure] : [])).join(' '),
      }))
    }
    return tableOf(
      [
        ...([{ id: 'population' }, { id: 'run' }, { id: 'errorPercent', as: { digits: 2 } }] as const),
        ...complexityColumns,
        frontColumn(complexityIds, (cost, { t }) => t(`science.parameters.${cost}`)),
      ],
      [...rowsOf(own), ...rowsOf(references.map((point) => ({ ...point, population: 'published' })))],
    )
  },
  caption: ({ populations, references }, { t, list }) =>
    [
      t('figures.captions.complexity', { names: list(populations.map(({ name }) => name)) }),
      t('figures.captions.front'),
      ...(references.length > 0 ? [t('figures.captions.complexityPublished')] : []),
    ].join(' '),
})
