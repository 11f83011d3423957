/**
 * Measures the coverage of the program's 95 % ranges (exactly for shares, by simulation otherwise), beside the methods
 * they were chosen over, and prints the tables. Exits with an error if a promise of docs/method.md is not kept.
 *
 *   npm run calibration -- [--repetitions 2000] [--write]
 *
 * `--write` puts the tables into docs/calibration.md and their summary into docs/method.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { calibrate } from './calibration/calibrate.ts'
import { brokenPromises } from './calibration/promises.ts'
import { fullTables, summaryTable } from './calibration/tables.ts'

const { values: options } = parseArgs({
  options: { repetitions: { type: 'string', default: '2000' }, write: { type: 'boolean', default: false } },
})
const repetitions = Number(options.repetitions)
if (!Number.isInteger(repetitions) || repetitions < 100) {
  throw new RangeError(`invalid --repetitions: ${options.repetitions} (an integer from 100)`)
}
const docs = join(import.meta.dirname, '../docs')
const found = calibrate(repetitions, (line) => process.stderr.write(`${line}\n`))
const [summary, full] = [summaryTable(found), fullTables(found)]
if (options.write) {
  writeFileSync(join(docs, 'calibration.md'), full)
  const method = join(docs, 'method.md')
  const [start, end] = ['<!-- calibration -->', '<!-- /calibration -->']
  const text = readFileSync(method, 'utf8')
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${method}: no place for the table (${start} … ${end})`)
  writeFileSync(method, `${text.slice(0, from + start.length)}\n\n${summary}\n${text.slice(to)}`)
}
process.stdout.write(`${full}\n${summary}`)
const broken = brokenPromises(found)
for (const line of broken) process.stderr.write(`not held: ${line}\n`)
process.exitCode = broken.length > 0 ? 1 : 0
