import { shortText } from '#shared/format/numbers.ts'
import { quantile } from '#shared/statistics/summary.ts'
import type { Case } from '#main/verification/comparison.ts'
import { mixedMeasures, type MixedMeasure } from '#main/verification/mixedStep.ts'
import { tableLines } from './output.ts'

const measures = Object.keys(mixedMeasures) as MixedMeasure[]

/** How far mixed precision is from float64: a line for each reference network, then the median and the worst of all. */
export function mixedTable(cases: readonly Case[]): string[] {
  const networks = new Map<string, number[]>()
  for (const { name, error } of cases) {
    const measure = measures.findIndex((known) => name.endsWith(` ${known}`))
    if (measure < 0) continue
    const network = name.slice(0, -measures[measure]!.length - 1)
    const errors = networks.get(network) ?? []
    errors[measure] = error
    networks.set(network, errors)
  }
  const rows = [...networks]
  const over = (title: string, share: number): [string, number[]] => [
    title,
    measures.map((_, i) =>
      quantile(
        rows.map(([, errors]) => errors[i]!),
        share,
      ),
    ),
  ]
  const all = [...rows, over('median', 0.5), over('worst', 1)]
  return tableLines(
    [{ title: 'distance from float64' }, ...measures.map((title) => ({ title, numeric: true }))],
    all.map(([name, errors]) => [name, ...errors.map((error) => shortText(error, 2))]),
  )
}
