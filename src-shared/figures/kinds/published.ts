import { publishedFamilyNames, type PublishedFamily } from '#shared/networks/published/publishedNetworks.ts'
import { standaloneFigure } from '../figure.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import type { FigureWords } from '../figureWords.ts'
import { complexityAxes, complexityColumns } from './complexityAxes.ts'
import { costPanels, frontOf, type CostAxis } from './costPanels.ts'
import { familiesOf, familyMark, publishedCosts, publishedPoints, type PublishedCost } from './publishedPoints.ts'
import { frontColumn } from './saidCodes.ts'

const timeUnits = { inferenceMs: 'ms', trainingHours: 'h' } as const

function axesOf(measure: 'all' | PublishedCost, words: FigureWords): CostAxis<PublishedCost>[] {
  const times = (['inferenceMs', 'trainingHours'] as const).filter((id) => measure === 'all' || measure === id)
  return [
    ...complexityAxes(measure, words),
    ...times.map((id) => ({
      ...{ id, title: words.t(`figures.publishedTimes.${id}`), isCount: false, unit: timeUnits[id] },
    })),
  ]
}

const costText = (cost: PublishedCost, { t }: FigureWords) =>
  t(cost === 'inferenceMs' || cost === 'trainingHours' ? `figures.values.${cost}` : `science.parameters.${cost}`)

/**
 * Published error of the paper's networks against their complexity and published times, with the Pareto front (the
 * paper's Figures 17 and 18).
 */
export const publishedKind = standaloneFigure(figureParameters.published, {
  data: ({ measure, families }) => {
    const shown: readonly PublishedFamily[] = familiesOf[families]
    return { measure, families: shown, points: publishedPoints(shown) }
  },
  panels: ({ measure, points }, words) => costPanels(axesOf(measure, words), points, words),
  key: ({ families }) =>
    families.map((family) => ({ name: publishedFamilyNames[family], mark: familyMark(family), part: 'symbol' })),
  table: ({ points }) => {
    const fronts = publishedCosts.map((id) => ({ id, places: new Set(frontOf(points, id)) }))
    return tableOf(
      [
        ...([{ id: 'family' }, { id: 'network' }, { id: 'publishedErrorPercent', as: { digits: 1 } }] as const),
        ...complexityColumns,
        { id: 'inferenceMs', as: 'integer' },
        { id: 'trainingHours', as: { digits: 1 } },
        frontColumn(publishedCosts, costText),
      ],
      points.map(({ network: { name, family }, errorPercent, costs }, i) => ({
        ...{ family: publishedFamilyNames[family], network: name, publishedErrorPercent: errorPercent, ...costs },
        front: fronts.flatMap(({ id, places }) => (places.has(i) ? [id] : [])).join(' '),
      })),
    )
  },
  caption: ({ families }, { t, list }) =>
    [
      t('figures.captions.published', { names: list(families.map((family) => publishedFamilyNames[family])) }),
      t('figures.captions.front'),
    ].join(' '),
})
