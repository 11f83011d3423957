import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { MutantResult } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import { shareRange } from '#shared/statistics/ranges/shareRange.ts'
import { areas, notMutated, type Area } from './areas.ts'
import { explained } from './explained.ts'
import { faultOf, isDrawn, type Fault } from './fault.ts'

/**
 * Mutates the program's files and runs the tests that should fail; prints surviving mutants with their location. Ends
 * with a table of the areas, and with exit code 1 if one is below the goal.
 */

const goal = 0.85
const root = join(import.meta.dirname, '../..')
const help = `npm run mutation -- [FOLDER | FILE ...] [--workers N] [--afresh] [--sample SHARE] [--seed N]
What a test noticed before is not tried again while that test and the code are as they were; --afresh: everything is.
--sample 0.1: each fault with that probability, drawn by the seed; the share is outcome with its exact 95 % range.
Areas: ${areas.map(({ folder }) => folder).join(', ')}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    workers: { type: 'string', default: `${availableParallelism()}` },
    afresh: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  process.stdout.write(`${help}\n`)
  process.exit()
}
const sample = values.sample === undefined ? undefined : { share: Number(values.sample), seed: Number(values.seed) }
if (sample && !(sample.share > 0 && sample.share <= 1 && Number.isSafeInteger(sample.seed))) {
  process.stderr.write(`--sample is a share above 0 up to 1, --seed a whole number.\n${help}\n`)
  process.exit(2)
}
const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)
/** The narrowest area that contains a path. */
const areaOf = (path: string) =>
  areas.filter(({ folder }) => isWithin(path, folder)).sort((a, b) => b.folder.length - a.folder.length)[0]
const unknown = positionals.filter((path) => !areaOf(path))
if (unknown.length > 0) {
  process.stderr.write(`There is no area for ${unknown.join(', ')}.\n${help}\n`)
  process.exit(2)
}

interface Score {
  area: string
  mutants: number
  killed: number
  explained: number
}

/** Folder of the mutated copies, one subfolder per run, so that several runs can proceed at once. */
const copies = 'test-results/mutation'
linkReferenceData()

const scores: Score[] = []
for (const area of areas) {
  const matching = positionals.flatMap((path) =>
    areaOf(path) === area ? [path] : isWithin(area.folder, path) ? [area.folder] : [],
  )
  if (positionals.length > 0 && matching.length === 0) continue
  const files = matching.length > 0 ? matching : [area.folder]
  try {
    scores.push(scoreOf(area, await mutantsOf(area, files), files))
  } catch (error) {
    process.stderr.write(`${area.folder}: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}
process.stdout.write(`\n${[...scores, sum(scores)].map(line).join('\n')}\n`)
process.exitCode ??= scores.every((score) => share(score) >= goal) ? 0 : 1

/** The result of every mutant of those files; throws if the area's tests fail without mutation. */
async function mutantsOf(area: Area, files: readonly string[]): Promise<MutantResult[]> {
  process.env.MUTATION_AREA = area.folder
  if (sample) process.env.MUTATION_SAMPLE = JSON.stringify(sample)
  const memory = `test-results/mutation-${area.folder.replaceAll('/', '-')}.json`
  if (values.afresh) rmSync(memory, { force: true })
  else forgetSurvivors(memory)
  const stryker = new Stryker({
    mutate: [
      ...files.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
      ...areas
        .filter((other) => other !== area && isWithin(other.folder, area.folder))
        .map(({ folder }) => `!${folder}`),
      ...notMutated,
    ],
    testRunner: sample ? 'drawn' : 'vitest',
    plugins: ['@stryker-mutator/vitest-runner', ...(sample ? [join(import.meta.dirname, 'drawnOnly.ts')] : [])],
    vitest: { configFile: 'scripts/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    dryRunTimeoutMinutes: 30,
    // Wording is verified by reading.
    mutator: { excludedMutations: ['StringLiteral'] },
    // Code that runs once at import needs every test of the area per mutant, too much for slow tests.
    ignoreStatic: area.isolated ?? false,
    warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
    incremental: true,
    incrementalFile: memory,
    ignorePatterns: ['/node_modules', '/out', '/dist', '/docs/images', '/test-results'],
    tempDirName: copies,
    cleanTempDir: 'always',
    reporters: ['progress-append-only'],
    concurrency: Number(values.workers),
    disableTypeChecks: false,
    allowConsoleColors: false,
  })
  return stryker.runMutationTest()
}

/** Reference data lies beside the project, so it must also lie beside its copies. */
function linkReferenceData(): void {
  const [data, link] = [join(root, '../shared'), join(root, copies, 'shared')]
  if (!existsSync(data) || existsSync(link)) return
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(data, link, 'junction')
}

/** A new test may kill them, and for code that runs at import nothing says which test would. */
function forgetSurvivors(memory: string): void {
  if (!existsSync(memory)) return
  const report = JSON.parse(readFileSync(memory, 'utf8')) as { files: Record<string, { mutants: MutantResult[] }> }
  for (const file of Object.values(report.files))
    file.mutants = file.mutants.filter(({ status }) => status === 'Killed')
  writeFileSync(memory, JSON.stringify(report))
}

function scoreOf({ folder }: Area, results: readonly MutantResult[], files: readonly string[]): Score {
  const counted = results
    .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
    .map((mutant) => ({ ...mutant, fault: faultOf(mutant, 1) }))
    .filter(({ fault }) => files.some((path) => isWithin(fault.file, path)) && (!sample || isDrawn(fault, sample)))
  const alive = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const unexplained = alive.filter(({ fault }) => !isExplained(fault))
  for (const { fault, location, status } of unexplained) {
    const place = `${fault.file}:${location.start.line}:${location.start.column}`
    const outcome = status === 'NoCoverage' ? 'no test runs' : 'lives'
    process.stdout.write(`${outcome}  ${place}  ${shortened(fault.from)}  ->  ${shortened(fault.to)}\n`)
  }
  return {
    area: folder,
    mutants: counted.length,
    killed: counted.length - alive.length,
    explained: alive.length - unexplained.length,
  }
}

function isExplained(fault: Fault): boolean {
  return explained.some(
    (known) =>
      known.file === fault.file && known.line === fault.line && known.from === fault.from && known.to === fault.to,
  )
}

function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 100)
}

function sum(of: readonly Score[]): Score {
  const total = (key: 'mutants' | 'killed' | 'explained') => of.reduce((n, score) => n + score[key], 0)
  return { area: 'total', mutants: total('mutants'), killed: total('killed'), explained: total('explained') }
}

/** The share of mutants that are killed or explained. */
function share({ mutants, killed, explained: known }: Score): number {
  return mutants === 0 ? 1 : (killed + known) / mutants
}

function line(score: Score): string {
  const { area, mutants, killed, explained: known } = score
  return `${area.padEnd(26)} ${String(mutants).padStart(6)} faults, ${String(killed).padStart(6)} noticed, ${String(known).padStart(4)} explained: ${percent(share(score))}${sample ? ` (${range(score)})` : ''}`
}

/** The 95 % range of the share of all mutants that a sample implies. */
function range({ mutants, killed, explained: known }: Score): string {
  const { low, high } = shareRange(killed + known, mutants)
  return `${percent(low)} to ${percent(high)}`
}

function percent(of: number): string {
  return `${(100 * of).toFixed(1)} %`
}
