import { fixedText } from '#shared/format/numbers.ts'
import { figure, numeric, table } from '../figure.ts'
import { chartOf } from '../figureBlock.ts'
import { prose, type Markup } from '../markup.ts'
import type { Shown } from '../shown.ts'

const size = { width: 920, height: 340 }

/** Training and validation error over epochs of each space's best run. */
export function curvesSection(shown: Shown): Markup | undefined {
  const { t, list } = shown.texts
  const curves = shown.analysis.spaces.flatMap(({ space, finished }) => {
    const best = finished.find(({ epochs }) => epochs.length > 0)
    return best ? [{ name: space.shortName, epochs: best.epochs }] : []
  })
  if (curves.length === 0) return undefined
  const epochs = [...new Set(curves.flatMap((curve) => curve.epochs.map(({ epoch }) => epoch)))].sort((a, b) => a - b)
  const at = (curve: (typeof curves)[number], epoch: number) => curve.epochs.find((entry) => entry.epoch === epoch)
  const cell = (value: number | undefined) => (value === undefined ? '–' : `${fixedText(value, 1)} %`)
  const label = t('report.curves.label', { spaces: list(curves.map(({ name }) => name)) })
  const { chart, caption } = chartOf('trainingCurves', size, label, shown)
  return figure(
    shown.texts,
    chart,
    caption,
    table(
      [
        numeric(t('report.curves.epoch')),
        ...curves.flatMap(({ name }) => [
          numeric(prose(t('report.curves.validation', { space: name }), [name])),
          numeric(t('report.curves.training')),
        ]),
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
