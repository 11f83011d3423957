/**
 * Simulates studies whose populations may end once decided, and prints how often their verdict is wrong and what they
 * save. Exits with an error if more than 5 % of the verdicts on equal spaces are wrong.
 *
 *   npm run stopping -- [--studies 10000] [--write]
 *
 * `--write` puts the tables into docs/method.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import prettier from 'prettier'
import { equalSpaces, savings } from './stopping/settings.ts'
import { saving, wrongVerdicts } from './stopping/simulate.ts'
import { stoppingTables } from './stopping/tables.ts'

const { values: options } = parseArgs({
  options: { studies: { type: 'string', default: '10000' }, write: { type: 'boolean', default: false } },
})
const studies = Number(options.studies)
if (!Number.isInteger(studies) || studies < 100) {
  throw new RangeError(`invalid --studies: ${options.studies} (an integer from 100)`)
}
const found = equalSpaces.map((spaces, i) => {
  process.stderr.write(`${JSON.stringify(spaces)}\n`)
  return wrongVerdicts(spaces, studies, 100 + i)
})
const saved = savings.map((setting, i) => saving(setting, Math.ceil(studies / 10), 200 + i))
const tables = stoppingTables(found, saved)
if (options.write) {
  const method = join(import.meta.dirname, '../docs/method.md')
  const [start, end] = ['<!-- stopping -->', '<!-- /stopping -->']
  const text = readFileSync(method, 'utf8')
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${method}: no place for the tables (${start} … ${end})`)
  const whole = `${text.slice(0, from + start.length)}\n\n${tables}\n${text.slice(to)}`
  const settings = await prettier.resolveConfig(method)
  writeFileSync(method, await prettier.format(whole, { ...settings, filepath: method }))
}
process.stdout.write(tables)
const broken = found.filter(({ wrong }) => wrong > 5)
for (const { spaces, wrong } of broken)
  process.stderr.write(`not held: ${wrong.toFixed(2)} % wrong of ${JSON.stringify(spaces)}\n`)
process.exitCode = broken.length > 0 ? 1 : 0
