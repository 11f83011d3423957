import { figures } from '#shared/figures/figures.ts'
import { figureWords } from '#shared/figures/figureWords.ts'
import { cellText, columnTitles, isNumeric, saidTable, tableRecords } from '#shared/figures/figureTable.ts'
import { figureInput } from '#main/reports/figureInput.ts'
import { print, printJson, tableLines, wrapped } from './output.ts'
import type { Replicates } from './replicateRuns.ts'

/** Prints the spread over seeds and over networks, the networks against the best, and final tests. */
export function printReplicates({ report, tests }: Replicates, json: boolean): void {
  const made = figures.replicates.make(figureInput(report))
  if (json) {
    printJson({ study: report.study.name, spreads: tableRecords(made.table), tests })
    return
  }
  const words = figureWords.en
  const table = saidTable(made.table, words)
  const titles = columnTitles(table, words)
  const columns = table.columns.map((column, i) => ({ title: titles[i]!, numeric: isNumeric(column) }))
  const rows = table.rows.map((row) => row.map((cell, i) => cellText(table.columns[i]!, cell)))
  print([...tableLines(columns, rows), '', ...wrapped(made.caption(words), 100)].join('\n'))
  if (tests.length === 0) return
  const lines = tests.map(({ runId, wrong, count, isRecorded }) => {
    const percent = ((100 * wrong) / count).toFixed(2)
    return `  run ${runId}: ${percent} % (${wrong} of ${count})${isRecorded ? ', recorded before' : ''}`
  })
  const percents = tests.map(({ wrong, count }) => (100 * wrong) / count)
  const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length
  print(['', `Final test, ${mean.toFixed(2)} % on average:`, ...lines].join('\n'))
}
