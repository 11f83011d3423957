import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * Runs all checks: format, lint and types, the unit tests, the tests of the whole program, and the journeys through its
 * window. The last lines name the failed ones and count all; each static check counts as one.
 */

const root = join(import.meta.dirname, '..')

interface Counts {
  passed: number
  failed: number
  skipped: number
}
interface UnitResult {
  status: string
  fullName: string
  failureMessages?: string[]
}
interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: UnitResult[] }[]
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites?: Suite[]
}
interface Suite {
  specs?: { title: string; ok: boolean; file: string; tests: JourneyResult[] }[]
  suites?: Suite[]
}
interface JourneyResult {
  projectName: string
  results: { errors?: { message?: string }[] }[]
}

/** Lines of a failure's message that are repeated at the end. */
const messageLines = 12

const folder = mkdtempSync(join(tmpdir(), 'regbench-test-'))
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
/** What failed, for the end: the output of what ran first may be far above. */
const failures: string[] = []
// That of a lab's background process, which would otherwise wait for other tests.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
try {
  // At once: each of them uses one core. Linting takes longest, also beside the unit tests.
  const linting = check('lint')
  await Promise.all(['format:check', 'types'].map(check))
  add(await run('vitest.config.ts', join(folder, 'unit.json')))
  await linting
  add(await run('e2e/vitest.config.ts', join(folder, 'program.json')))
  add(await walkJourneys(join(folder, 'journeys.json')))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.exitCode = total.failed > 0 ? 1 : 0
for (const failure of failures) process.stdout.write(`FAIL  ${failure}\n`)
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`)

async function check(name: string): Promise<void> {
  const passed = (await exitCode('npm', ['run', '--silent', name])) === 0
  process.stdout.write(`${passed ? 'pass' : 'FAIL'}  ${name}\n`)
  total[passed ? 'passed' : 'failed']++
  if (!passed) failures.push(name)
}

function add({ passed, failed, skipped }: Counts): void {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

async function run(config: string, report: string): Promise<Counts> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const words = [
    vitest,
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await exitCode(process.execPath, words)
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const found = JSON.parse(readFileSync(report, 'utf8')) as VitestReport
  // A file that fails to load has no test to fail.
  const unloaded = found.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failed = found.numFailedTests + unloaded.length
  failures.push(
    ...unloaded.map(({ name }) => relative(root, name)),
    ...found.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages = [] }) =>
          described(`${relative(root, name)}: ${fullName}`, failureMessages[0]),
        ),
    ),
  )
  return {
    passed: found.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: found.numPendingTests + found.numTodoTests,
  }
}

async function walkJourneys(report: string): Promise<Counts> {
  const playwright = join(root, 'node_modules/@playwright/test/cli.js')
  const words = [playwright, 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json']
  const code = await exitCode(process.execPath, words, { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats, suites = [] } = JSON.parse(readFileSync(report, 'utf8')) as PlaywrightReport
  const { expected, unexpected, flaky, skipped } = stats
  const failed = unexpected + flaky
  failures.push(...suites.flatMap(failedJourneys))
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}

function failedJourneys({ specs = [], suites = [] }: Suite): string[] {
  const failed = specs
    .filter(({ ok }) => !ok)
    .flatMap(({ title, file, tests }) =>
      tests.flatMap(({ projectName, results }) => {
        const message = results.flatMap(({ errors = [] }) => errors)[0]?.message
        return message === undefined ? [] : [described(`${file} [${projectName}]: ${title}`, message)]
      }),
    )
  return [...failed, ...suites.flatMap(failedJourneys)]
}

/** A failure with the beginning of its message, without colours. */
function described(name: string, message = ''): string {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, messageLines)
  return [name, ...lines.filter((line) => line.trim() !== '').map((line) => `      ${line}`)].join('\n')
}

function exitCode(command: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number | null> {
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' } as const
  // Tests start hundreds of processes of the same modules.
  const shared = { NODE_COMPILE_CACHE: join(folder, 'compiled') }
  const child = spawn(command, words, { ...options, env: { ...process.env, ...shared, ...env } })
  return new Promise((resolve) => child.once('close', resolve))
}
