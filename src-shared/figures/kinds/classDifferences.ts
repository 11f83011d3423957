import { rangesChart } from '#shared/charts/rangesChart.ts'
import { linearScale } from '#shared/charts/scale.ts'
import { wholeText } from '#shared/format/numbers.ts'
import { pRelationText } from '#shared/format/probabilities.ts'
import {
  classDifferences,
  pairInspections,
  wholeDifference,
  type ErrorDifference,
} from '#shared/inspection/pairedInspections.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { figure, type Shown } from '../figure.ts'
import { figureParameters, type ParametersOf } from '../figureParameters.ts'
import { tableOf } from '../figureTable.ts'
import { chosenOf, inspectedRuns, notInspected, type Inspected } from './inspectedRuns.ts'

type Parameters = ParametersOf<'classDifferences'>
type Two = readonly [first: Inspected, second: Inspected]

/** The chosen networks: by default the best of those looked into, and the next best. Or what is lacking. */
function chosenPair(shown: Shown, { run, other }: Parameters): Two | Sentence {
  const inspected = inspectedRuns(shown)
  const first = chosenOf(inspected, run)
  if (!first) return notInspected(shown, run)
  if (String(other) === first.run.id) return sentence('figureNeedsOtherNetwork', { run: other })
  const second = chosenOf(
    inspected.filter((one) => one !== first),
    other,
  )
  if (!second)
    return other > 0 ? notInspected(shown, other) : sentence('figureNeedsTwoInspections', { run: first.run.id })
  return [first, second]
}

const paired = ([first, second]: Two) =>
  pairInspections(first.inspection.judgements, second.inspection.judgements, first.inspection.classNames)

const isPair = (found: Two | Sentence): found is Two => Array.isArray(found)

/** The second network's error minus the first's, with its range, in points. */
const points = ({ difference: { value, low, high } }: ErrorDifference) => ({
  ...{ value: -100 * value + 0, low: -100 * high + 0, high: -100 * low + 0 },
})

/** By how much the errors of two networks differ on the images of each class, the most decided first. */
export const classDifferencesKind = figure(figureParameters.classDifferences, {
  needs: 'some',
  lacks(shown, parameters) {
    const found = chosenPair(shown, parameters)
    if (!isPair(found)) return found
    return paired(found).shared > 0
      ? undefined
      : sentence('figureNeedsSharedImages', { run: found[0].run.id, other: found[1].run.id })
  },
  data(shown, parameters) {
    const found = chosenPair(shown, parameters) as Two
    const whole = paired(found)
    const classes = classDifferences(whole)
      .filter(({ images }) => images > 0)
      .toSorted((a, b) => a.p - b.p)
    return { first: found[0], second: found[1], whole: wholeDifference(whole), classes, count: parameters.count }
  },
  panels({ first, second, classes, count }, { t }) {
    const shown = classes.slice(0, count).map((one) => ({ name: one.name, ...points(one) }))
    const scale = linearScale(
      Math.min(0, ...shown.map(({ low }) => low)),
      Math.max(0, ...shown.map(({ high }) => high)),
    )
    const title = t('charts.drawing.errorDifference', { other: second.run.id, run: first.run.id })
    const rows = shown.map((one) => ({ ...one, mark: second.population.mark }))
    return [{ draw: (view) => rangesChart({ title, scale, neutral: 0, rows }, { ...view, t }) }]
  },
  table: ({ first, second, classes }) =>
    tableOf(
      [
        { id: 'run' },
        { id: 'other' },
        { id: 'trueClass' },
        { id: 'images', as: 'integer' },
        { id: 'wrongByBoth', as: 'integer' },
        { id: 'wrongByRun', as: 'integer' },
        { id: 'wrongByOther', as: 'integer' },
        { id: 'points', as: { digits: 1 } },
        { id: 'low', as: { digits: 1 } },
        { id: 'high', as: { digits: 1 } },
        { id: 'exactP', as: 'number' },
      ],
      classes.map((one) => {
        const { value, low, high } = points(one)
        return {
          ...{ run: first.run.id, other: second.run.id, trueClass: one.name, images: one.images },
          ...{ wrongByBoth: one.both, wrongByRun: one.onlyFirst, wrongByOther: one.onlySecond },
          ...{ points: value, low, high, exactP: one.p },
        }
      }),
    ),
  caption({ first, second, whole, classes }, { t, list }) {
    const [run, other] = [first.run.id, second.run.id]
    const said = t('figures.captions.classDifferences', {
      ...{ run, name: first.population.name, other, otherName: second.population.name },
      ...{ images: wholeText(whole.images), both: wholeText(whole.both), p: pRelationText(whole.p) },
      ...{ onlyRun: wholeText(whole.onlyFirst), onlyOther: wholeText(whole.onlySecond) },
    })
    const decided = classes.filter(({ isDecided }) => isDecided).map(({ name }) => name)
    return decided.length > 0
      ? `${said} ${t('figures.captions.classesDecided', { list: list(decided) })}`
      : `${said} ${t('figures.captions.noClassDecided')}`
  },
})
