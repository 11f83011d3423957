/**
 * Measures the window against its performance targets with 10 000 runs stored, and prints each value beside its target:
 *
 *   node scripts/interfaceBench.ts [--renderer FOLDER] [--only views,explore,live,spaces,kernels,start] [--keep FOLDER]
 *
 * Fills a lab in a temporary folder with sampled networks and synthetic errors; the browser host serves it to a
 * Chromium. `views`: the requests of each view and how long it takes; `explore`: scrolling, brushes and selection over
 * 10 000 runs; `live`: eight runs that report twice a second; `spaces`: views of a study of 300 spaces, in a lab of its
 * own; `kernels`: sampling and statistics alone; `start`: `npm start` with a build in place. `--renderer` is the built
 * window (default: out/renderer); `--keep` keeps the lab in a folder and reuses it if already filled (each `live` uses
 * up waiting runs of it).
 *
 * Main-thread tasks, kernels and shares of a core are processor time, which other load hardly affects; wall-clock times
 * are only reliable on an idle machine. Speed is not a test: the script exits with 0 whatever it measures, but with 1
 * if a group could not be measured, printing the lines it has.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from '@playwright/test'
import { fillSpaces, type ManySpaces } from '#main/testing/manySpaces.ts'
import { createLab, type Lab } from '#main/testing/openLab.ts'
import { browserUnavailable, findBrowser } from '../e2e/findBrowser.ts'
import { isBuilt } from './builds.ts'
import { fillLab, type FilledLab } from './interfaceBench/fillLab.ts'
import { measureSpaces } from './interfaceBench/manySpaces.ts'
import { kernels } from './interfaceBench/kernels.ts'
import { tableOf, type Line } from './interfaceBench/table.ts'
import { measureExplore, measureLive, measureViews } from './interfaceBench/window.ts'

const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    renderer: { type: 'string', default: join(root, 'out/renderer') },
    only: { type: 'string', default: 'views,explore,live,spaces,kernels,start' },
    keep: { type: 'string' },
  },
})
const parts = options.only.split(',')
const wants = (part: string) => parts.includes(part)

const lines: Line[] = []
if (wants('kernels')) await collect('kernels', kernels)
if (['views', 'explore', 'live'].some(wants)) await attempt('The window', inWindow)
if (wants('spaces')) await attempt('The window of 300 spaces', withManySpaces)
if (wants('start')) await collect('start', timeToStart)
console.log(tableOf(lines))

/** Collects the lines of a group as they arrive. */
async function collect(group: string, measure: () => Iterable<Line> | AsyncIterable<Line>): Promise<void> {
  await attempt(`Group ${group}`, async () => {
    for await (const line of measure()) lines.push(line)
  })
}

/** Reports a failure and continues with the next measurement. */
async function attempt(what: string, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    process.exitCode = 1
    console.error(`${what} could not be measured to its end: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function inWindow(): Promise<void> {
  return overLab('', fillLab, async (browser, { address, cpuMs }, filled: FilledLab) => {
    if (wants('views')) await collect('views', () => measureViews(browser, address, filled))
    if (wants('explore')) await collect('explore', () => measureExplore(browser, address, filled))
    if (wants('live')) await collect('live', () => measureLive(browser, address, filled, cpuMs))
  })
}

function withManySpaces(): Promise<void> {
  return overLab(
    '-spaces',
    (lab) => fillSpaces(lab),
    (browser, { address }, filled: ManySpaces) => collect('spaces', () => measureSpaces(browser, address, filled)),
  )
}

/** Runs `act` with a browser and a host over a lab filled by `fill`; `kind` is the suffix of its folder. */
async function overLab<T>(
  kind: string,
  fill: (lab: Lab) => T,
  act: (browser: Browser, host: Host, filled: T) => Promise<void>,
): Promise<void> {
  const unavailable = existsSync(join(options.renderer, 'index.html'))
    ? browserUnavailable()
    : `There is no window in ${options.renderer}: run npm run build:renderer.`
  if (unavailable !== undefined) throw new Error(unavailable)
  const folder = options.keep ? resolve(options.keep + kind) : mkdtempSync(join(tmpdir(), 'interface-bench-'))
  const filled = await filledLab(folder, fill)
  const host = await startHost(folder)
  const browser = await chromium.launch({
    ...(findBrowser() !== undefined && { executablePath: findBrowser()! }),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  await act(browser, host, filled)
  await browser.close()
  await host.close()
  if (!options.keep) rmSync(folder, { recursive: true })
}

/** The lab in `folder`, filled if it is new. */
async function filledLab<T>(folder: string, fill: (lab: Lab) => T): Promise<T> {
  const note = join(folder, 'filled.json')
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as T
  mkdirSync(folder, { recursive: true })
  const from = performance.now()
  const lab = await createLab({ dataDir: folder })
  const filled = fill(lab)
  await lab.close()
  writeFileSync(note, JSON.stringify(filled))
  console.error(`A lab filled in ${((performance.now() - from) / 1000).toFixed(1)} s`)
  return filled
}

interface Host {
  address: string
  cpuMs: () => Promise<number>
  close: () => Promise<void>
}

/** The browser host with trainers that only report, in a separate process. */
async function startHost(folder: string): Promise<Host> {
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/interfaceBench/host.ts'), folder, resolve(options.renderer), '8'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node') },
    },
  )
  const exit = once(child, 'exit')
  // Writing to a host that has ended shows up as a missing line.
  child.stdin.on('error', () => undefined)
  const output = createInterface(child.stdout)
  return {
    address: await nextLine(output),
    async cpuMs() {
      const line = nextLine(output)
      child.stdin.write('\n')
      return Number(await line)
    },
    async close() {
      child.stdin.end()
      await exit
    },
  }
}

/** The next line; throws if the process ends without one. */
async function nextLine(output: Interface): Promise<string> {
  const end = new AbortController()
  const ended = once(output, 'close', { signal: end.signal }).then(() => {
    throw new Error('The process that was to answer has ended.')
  })
  try {
    const [line] = (await Promise.race([once(output, 'line', { signal: end.signal }), ended])) as [string]
    return line
  } finally {
    end.abort()
  }
}

/** The time from `npm start` to the line with the address. */
async function* timeToStart(): AsyncGenerator<Line> {
  if (!isBuilt(root, 'build:renderer'))
    throw new Error('The window is older than its sources. Run npm run build:renderer.')
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const folder = mkdtempSync(join(tmpdir(), 'interface-bench-start-'))
    const from = performance.now()
    const npm = spawn('npm', ['start', '--', '--data-dir', folder], {
      ...{ cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
      // Electron is not found there, so the bench is served and says when it is ready.
      env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder },
    })
    const output = createInterface(npm.stdout)
    while (!(await nextLine(output)).includes('http://127.0.0.1'));
    times.push(performance.now() - from)
    npm.kill('SIGTERM')
    await once(npm, 'exit')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
  const best = Math.min(...times) / 1000
  yield { what: 'npm start, build in place', value: best, unit: 's', target: 2, note: 'by the clock, best of 3' }
}
