import { trainingCurves, type TrainingCurve } from '#renderer/charts/trainingCurves.ts'
import { fixedText } from '#renderer/charts/numberText.ts'
import type { Analysis } from '../analysis.ts'
import { chartSvg, figure, numeric, table } from '../figure.ts'
import { html, spaceName, type Markup } from '../markup.ts'

const size = { width: 920, height: 340 }

/** Training and validation error over epochs of the best run of each space. */
export function curvesSection({ spaces }: Analysis): Markup | undefined {
  const curves = spaces.flatMap(({ space, mark, finished }): TrainingCurve[] => {
    const best = finished.find(({ epochs }) => epochs.length > 0)
    return best ? [{ name: space.name, mark, epochs: best.epochs }] : []
  })
  if (curves.length === 0) return undefined
  const epochs = [...new Set(curves.flatMap((curve) => curve.epochs.map(({ epoch }) => epoch)))].sort((a, b) => a - b)
  const at = (curve: TrainingCurve, epoch: number) => curve.epochs.find((entry) => entry.epoch === epoch)
  const cell = (value: number | undefined) => (value === undefined ? '–' : `${fixedText(value, 1)} %`)
  return figure(
    chartSvg(
      trainingCurves(curves, size),
      size,
      `Error over epochs of the best run of ${curves.map(({ name }) => name).join(', ')}`,
    ),
    html`The best run of each space. Training error is measured on augmented batches while the weights change, so it may
    lie above the validation error.`,
    table(
      [
        numeric('Epoch'),
        ...curves.flatMap(({ name }) => [numeric(html`${spaceName(name)} validation`), numeric('training')]),
      ],
      epochs.map((epoch) => [
        epoch,
        ...curves.flatMap((curve) => [
          cell(at(curve, epoch)?.validationErrorPercent),
          cell(at(curve, epoch)?.trainErrorPercent),
        ]),
      ]),
    ),
  )
}
