/**
 * Simulates studies whose populations may end once decided, and prints how often their verdict is wrong and what they
 * save; and studies that try many constraints of which none changes anything, and how often one seems to. Exits with an
 * error if more than 5 % of the verdicts on equal spaces, or of the studies, are wrong.
 *
 *   npm run stopping -- [--studies 10000] [--only ending|tried] [--write]
 *
 * `--write` puts the tables into docs/method.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import prettier from 'prettier'
import { equalSpaces, savings, uselessConstraints } from './stopping/settings.ts'
import { saving, wrongVerdicts } from './stopping/simulate.ts'
import { stoppingTables, triedTable } from './stopping/tables.ts'
import { wrongOfTried } from './stopping/tried.ts'

const { values: options } = parseArgs({
  options: {
    studies: { type: 'string', default: '10000' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const studies = Number(options.studies)
if (!Number.isInteger(studies) || studies < 100) {
  throw new RangeError(`invalid --studies: ${options.studies} (an integer from 100)`)
}
const { only } = options
if (only !== undefined && only !== 'ending' && only !== 'tried') {
  throw new RangeError(`invalid --only: ${only} (ending or tried)`)
}

const broken: string[] = []
const say = (setting: object) => process.stderr.write(`${JSON.stringify(setting)}\n`)
const check = (setting: object, wrong: number) => {
  if (wrong > 5) broken.push(`not held: ${wrong.toFixed(2)} % wrong of ${JSON.stringify(setting)}`)
}

/** How often verdicts of populations that may end early are wrong, and what they save. */
function ending(): string {
  const found = equalSpaces.map((spaces, i) => {
    say(spaces)
    return wrongVerdicts(spaces, studies, 100 + i)
  })
  for (const { spaces, wrong } of found) check(spaces, wrong)
  const saved = savings.map((setting, i) => saving(setting, Math.ceil(studies / 10), 200 + i))
  return stoppingTables(found, saved)
}

/** How often studies that try many constraints give a wrong verdict. */
function tried(): string {
  const found = uselessConstraints.map((study, i) => {
    say(study)
    return wrongOfTried(study, studies, 300 + i)
  })
  for (const { study, corrected } of found) check(study, corrected)
  return triedTable(found)
}

/** Puts the tables between their marks in docs/method.md. */
async function write(mark: string, tables: string): Promise<void> {
  const method = join(import.meta.dirname, '../docs/method.md')
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  const text = readFileSync(method, 'utf8')
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${method}: no place for the tables (${start} … ${end})`)
  const whole = `${text.slice(0, from + start.length)}\n\n${tables}\n${text.slice(to)}`
  const settings = await prettier.resolveConfig(method)
  writeFileSync(method, await prettier.format(whole, { ...settings, filepath: method }))
}

for (const [id, mark, simulate] of [
  ['ending', 'stopping', ending],
  ['tried', 'tried', tried],
] as const) {
  if (only !== undefined && only !== id) continue
  const tables = simulate()
  if (options.write) await write(mark, tables)
  process.stdout.write(`${tables}\n`)
}
for (const line of broken) process.stderr.write(`${line}\n`)
process.exitCode = broken.length > 0 ? 1 : 0
