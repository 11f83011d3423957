import { edfChart, errorScale } from '#shared/charts/edfChart.ts'
import { extent } from '#shared/charts/extent.ts'
import { rangesChart } from '#shared/charts/rangesChart.ts'
import { linearScale } from '#shared/charts/scale.ts'
import { populationMark, spaceMarks, type SpaceMark } from '#shared/charts/spaceMarks.ts'
import { capitalised } from '#shared/format/capitalised.ts'
import { fixedText } from '#shared/format/numbers.ts'
import { probabilityText } from '#shared/format/probabilities.ts'
import { sentence } from '#shared/sentences/sentence.ts'
import { beatsRange } from '#shared/statistics/ranges/beatsRange.ts'
import { meanRange } from '#shared/statistics/ranges/meanRange.ts'
import { figure, type Shown } from '../figure.ts'
import type { FigurePopulation, FigureRun } from '../figureInput.ts'
import { figureParameters, type ParametersOf, type TraitId } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import type { FigureWords } from '../figureWords.ts'
import { isValued, meetsTrait, traitValues } from './traits.ts'

interface Member {
  readonly population: FigurePopulation
  readonly run: FigureRun
}

/** Networks that share a value of the trait; or those that meet a condition, and all. */
interface Group {
  readonly value: string
  readonly members: readonly Member[]
}

const inOrder = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

function groupsOf({ populations }: Shown, parameters: ParametersOf<'traits'>): Group[] {
  const { trait } = parameters
  const all = populations.flatMap((population) => population.runs.map((run): Member => ({ population, run })))
  if (!isValued(trait)) {
    const met = all.filter(({ run }) => meetsTrait(run, trait, parameters))
    const differs = met.length > 0 && met.length < all.length
    return differs ? [met, all].map((members, i) => ({ value: i === 0 ? 'met' : 'all', members })) : []
  }
  const byValue = Map.groupBy(all, ({ run }) => traitValues[trait](run))
  return Array.from(byValue, ([value, members]) => (value === undefined ? [] : [{ value: String(value), members }]))
    .flat()
    .sort((a, b) => inOrder(a.value, b.value))
}

const populationsIn = ({ members }: Group) => [...new Set(members.map(({ population }) => population))]

/** Groups that are single populations have their marks. */
function marksOf(trait: TraitId, groups: readonly Group[], newest: FigurePopulation): SpaceMark[] {
  if (!isValued(trait)) return [newest.mark, populationMark(newest.mark, 1)]
  const own = groups.map(populationsIn)
  if (own.every(({ length }) => length === 1) && new Set(own.flat()).size === own.length)
    return own.map(([only]) => only!.mark)
  const marks = spaceMarks(groups.map(({ value }) => `${trait} ${value}`))
  return groups.map(({ value }) => marks.get(`${trait} ${value}`)!)
}

/** What a group is called. */
function groupText(trait: TraitId, value: string, { t }: FigureWords): string {
  if (!isValued(trait)) return t(value === 'met' ? 'figures.conditionMet' : 'figures.traitGroups.all')
  if (trait === 'block') return value.length > 2 ? value : value.toUpperCase()
  if (trait === 'activation') return value === 'relu' ? 'ReLU' : 'SiLU'
  if (trait === 'stages' || trait === 'epochs') return t(`figures.traitGroups.${trait}`, { n: Number(value) })
  return trait === 'imageSize' ? `${value} px` : value
}

/**
 * The error distributions of networks by a trait, and their means: blocks X against Y, ReLU against SiLU, five stages
 * against four; or of those that meet a condition against all (the paper's Figures 9, 10, 13, 14, 20 and 23).
 */
export const traitsKind = figure(figureParameters.traits, {
  needs: 'some',
  lacks: (shown, parameters) =>
    groupsOf(shown, parameters).length < 2 ? sentence('figureNeedsTrait', { trait: parameters.trait }) : undefined,
  data: (shown, parameters) => {
    const groups = groupsOf(shown, parameters)
    const marks = marksOf(parameters.trait, groups, shown.newest)
    return {
      ...{ parameters, populations: shown.populations },
      groups: groups.map((group, i) => {
        const errors = group.members.map(({ run }) => run.errorPercent)
        return { ...group, mark: marks[i]!, errors, mean: meanRange(errors) }
      }),
    }
  },
  columns: 2,
  panels: ({ groups, parameters: { trait } }, words) => {
    const { t } = words
    const named = groups.map((group) => ({ ...group, name: groupText(trait, group.value, words) }))
    const { low, high } = extent(...groups.map(({ mean }) => [mean.low, mean.high]))!
    return [
      {
        draw: (view) =>
          edfChart(
            {
              scale: errorScale(groups.map(({ errors }) => errors)),
              series: named.map(({ name, mark, errors }) => ({ name, mark, errors })),
            },
            { ...view, t },
          ),
      },
      {
        draw: (view) =>
          rangesChart(
            {
              title: t('charts.drawing.meanError'),
              unit: '%',
              scale: linearScale(low, high, 4),
              rows: named.map(({ name, mark, mean }) => ({ name, mark, ...mean })),
            },
            { ...view, t },
          ),
      },
    ]
  },
  table: ({ groups, parameters: { trait } }) =>
    tableOf(
      [
        { id: 'group', says: (value, words) => groupText(trait, value, words) },
        ...([{ id: 'population' }, { id: 'run' }, { id: 'errorPercent', as: { digits: 2 } }] as const),
      ],
      groups.flatMap(({ value, members }) =>
        members.map(({ population, run }) => ({
          ...{ group: value, population: population.name, run: run.id, errorPercent: run.errorPercent },
        })),
      ),
    ),
  caption: ({ groups, populations, parameters: { trait, within } }, words) => {
    const { t, list } = words
    const name = ({ value }: { value: string }) => groupText(trait, value, words)
    const [one, other] = groups
    const beats = isValued(trait) && groups.length === 2 ? beatsRange(one!, other!) : undefined
    return [
      t('figures.captions.traits', {
        names: list(populations.map((population) => population.name)),
        trait: t(`figures.traits.${trait}`, { within: fixedText(100 * (within - 1), 0) }),
      }),
      ...groups.map((group) =>
        t(`figures.captions.${populationsIn(group).length < populations.length ? 'traitGroup' : 'traitWhole'}`, {
          ...{
            group: capitalised(name(group)),
            n: group.errors.length,
            names: list(populationsIn(group).map((p) => p.name)),
          },
          ...{ mean: fixedText(group.mean.value, 1), low: fixedText(group.mean.low, 1) },
          high: fixedText(group.mean.high, 1),
        }),
      ),
      ...(beats
        ? [
            t('figures.captions.traitBeats', {
              ...{ one: name(one!), other: name(other!), chance: probabilityText(beats.value) },
              ...{ low: probabilityText(beats.low), high: probabilityText(beats.high) },
            }),
          ]
        : []),
      t('figures.captions.traitsOther'),
    ].join(' ')
  },
})
