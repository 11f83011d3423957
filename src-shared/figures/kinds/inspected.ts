import { classesToShow, confusedPairs, confusionMatrix } from '#shared/inspection/confusion.ts'
import { classErrors } from '#shared/inspection/classErrors.ts'
import { confusionChart } from '#shared/charts/confusionChart.ts'
import { picturesChart } from '#shared/charts/picturesChart.ts'
import { rangesChart } from '#shared/charts/rangesChart.ts'
import { linearScale } from '#shared/charts/scale.ts'
import { fixedText, percentageText, wholeText } from '#shared/format/numbers.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { figure, type Shown } from '../figure.ts'
import type { FigureInspection } from '../figureInput.ts'
import { figureParameters } from '../figureParameters.ts'
import { tableOf, type FigureColumn } from '../figureTable.ts'
import type { FigureWords } from '../figureWords.ts'
import { chosenOf, inspectedRuns, notInspected, type Inspected } from './inspectedRuns.ts'

/** The chosen network if it was looked into; for 0 the best of those that were. */
const inspectedOf = (shown: Shown, run: number): Inspected | undefined => chosenOf(inspectedRuns(shown), run)

const lacks = (shown: Shown, { run }: { readonly run: number }): Sentence | undefined =>
  inspectedOf(shown, run) ? undefined : notInspected(shown, run)

const numbersOf = ({ population, run, inspection: { count, errors } }: Inspected) => ({
  ...{ name: population.name, run: run.id, wrong: wholeText(errors), images: wholeText(count) },
  error: percentageText((100 * errors) / count),
})
const panelHead = ({ population, run }: Inspected, { t }: FigureWords) => ({
  title: t('figures.inspectedRun', { name: population.shortName, run: run.id }),
  mark: population.mark,
})
const ofRun = ({ population, run }: Inspected) => ({ population: population.name, run: run.id })
const runColumns = [{ id: 'population' }, { id: 'run' }] as const satisfies readonly FigureColumn[]

/** How many confusions the caption names. */
const namedPairs = 3

/** Which classes a network takes for which, of those with the most errors. */
export const confusionKind = figure(figureParameters.confusion, {
  needs: 'some',
  lacks,
  data(shown, { run, count }) {
    const inspected = inspectedOf(shown, run)!
    const { classNames, confusion } = inspected.inspection
    return {
      ...inspected,
      classes: classErrors(inspected.inspection),
      shown: classesToShow(confusion, classNames.length, count),
    }
  },
  panels: ({ classes, shown, ...inspected }, words) => [
    {
      ...panelHead(inspected, words),
      draw: (view) =>
        confusionChart(
          {
            mark: inspected.population.mark,
            classes: shown.map((label) => classes[label]!),
            counts: confusionMatrix(inspected.inspection.confusion, shown),
          },
          { ...view, t: words.t },
        ),
    },
  ],
  table: ({ classes, ...inspected }) =>
    tableOf(
      [
        ...runColumns,
        { id: 'trueClass' },
        { id: 'chosenClass' },
        { id: 'images', as: 'integer' },
        { id: 'sharePercent', as: { digits: 1 } },
      ],
      inspected.inspection.confusion.map(({ label, predicted, count }) => ({
        ...ofRun(inspected),
        ...{ trueClass: classes[label]!.name, chosenClass: classes[predicted]!.name, images: count },
        sharePercent: (100 * count) / classes[label]!.images,
      })),
    ),
  caption({ classes, shown, ...inspected }, { t, list }) {
    const pairs = confusedPairs(inspected.inspection.confusion)
      .slice(0, namedPairs)
      .map(({ label, predicted, count }) =>
        t('figures.confusedPair', { label: classes[label]!.name, predicted: classes[predicted]!.name, count }),
      )
    return [
      t('figures.captions.confusion', numbersOf(inspected)),
      ...(shown.length < classes.length
        ? [t('figures.captions.confusionPart', { shown: shown.length, classes: classes.length })]
        : []),
      ...(pairs.length > 0 ? [t('figures.captions.confusionMost', { pairs: list(pairs) })] : []),
    ].join(' ')
  },
})

/** The error of each class with its range, the highest first. */
export const classErrorsKind = figure(figureParameters.classErrors, {
  needs: 'some',
  lacks,
  data(shown, { run, count }) {
    const inspected = inspectedOf(shown, run)!
    const classes = classErrors(inspected.inspection)
    const measured = classes.filter(({ images }) => images > 0).toSorted((a, b) => b.error.value - a.error.value)
    return { ...inspected, classes, measured, shown: measured.slice(0, count) }
  },
  panels: ({ shown, ...inspected }, words) => [
    {
      ...panelHead(inspected, words),
      draw: (view) =>
        rangesChart(
          {
            title: words.t('charts.drawing.error'),
            unit: '%',
            scale: linearScale(0, 100 * Math.max(...shown.map(({ error }) => error.high))),
            neutral: (100 * inspected.inspection.errors) / inspected.inspection.count,
            rows: shown.map(({ name, error }) => ({
              ...{ name, mark: inspected.population.mark },
              ...{ value: 100 * error.value, low: 100 * error.low, high: 100 * error.high },
            })),
          },
          { ...view, t: words.t },
        ),
    },
  ],
  table: ({ classes, measured, ...inspected }) =>
    tableOf(
      [
        ...runColumns,
        { id: 'trueClass' },
        { id: 'images', as: 'integer' },
        { id: 'wrong', as: 'integer' },
        { id: 'errorPercent', as: { digits: 1 } },
        { id: 'low', as: { digits: 1 } },
        { id: 'high', as: { digits: 1 } },
        { id: 'mistaken', as: 'integer' },
        { id: 'takenFor' },
        { id: 'takenForCount', as: 'integer' },
      ],
      measured.map(({ name, images, wrong, error, mistaken, takenFor }) => ({
        ...{ ...ofRun(inspected), trueClass: name, images, wrong, mistaken },
        ...{ errorPercent: 100 * error.value, low: 100 * error.low, high: 100 * error.high },
        takenFor: takenFor && classes[takenFor.label]!.name,
        takenForCount: takenFor && takenFor.count,
      })),
    ),
  caption: ({ measured, shown, ...inspected }, { t }) =>
    [
      t('figures.captions.classErrors', numbersOf(inspected)),
      ...(shown.length < measured.length
        ? [t('figures.captions.classErrorsPart', { shown: shown.length, classes: measured.length })]
        : []),
    ].join(' '),
})

/** The images that a network is most wrong about. */
export const worstImagesKind = figure(figureParameters.worstImages, {
  needs: 'some',
  lacks,
  data(shown, { run, count }) {
    const inspected = inspectedOf(shown, run)!
    return { ...inspected, worst: inspected.inspection.worst.slice(0, count) }
  },
  panels: ({ worst, ...inspected }, words) => [
    {
      ...panelHead(inspected, words),
      draw(view) {
        const { classNames, imageSize, pixels } = inspected.inspection
        const length = 3 * imageSize ** 2
        const pictures = worst.map(({ label, predicted, probability }, i) => ({
          ...{ pixels: pixels.subarray(i * length, (i + 1) * length), name: classNames[label]! },
          note: `${classNames[predicted]!} ${percentageText(100 * probability, 0)}`,
        }))
        return picturesChart({ imageSize, pictures }, { ...view, t: words.t })
      },
    },
  ],
  table: ({ worst, ...inspected }) =>
    tableOf(
      [
        ...runColumns,
        { id: 'rank', as: 'integer' },
        { id: 'part', says: (code, { t }) => t(`figures.parts.${code as FigureInspection['split']}`) },
        { id: 'image', as: 'integer' },
        { id: 'trueClass' },
        { id: 'chosenClass' },
        { id: 'probability', as: { digits: 3 } },
        { id: 'trueProbability', as: { digits: 3 } },
        { id: 'loss', as: { digits: 2 } },
        { id: 'file' },
      ],
      worst.map(({ index, label, predicted, probability, labelProbability, loss, file }, i) => ({
        ...{ ...ofRun(inspected), rank: i + 1, part: inspected.inspection.split, image: index },
        ...{
          trueClass: inspected.inspection.classNames[label]!,
          chosenClass: inspected.inspection.classNames[predicted]!,
        },
        ...{ probability, trueProbability: labelProbability, loss, file },
      })),
    ),
  caption: ({ worst, ...inspected }, { t }) =>
    t('figures.captions.worstImages', {
      ...{ ...numbersOf(inspected), count: worst.length },
      mean: fixedText(inspected.inspection.loss, 2),
    }),
})
