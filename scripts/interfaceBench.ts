/**
 * Measures what the targets of the window are about, with 10 000 runs stored, and prints each beside its target:
 *
 *   node scripts/interfaceBench.ts [--renderer FOLDER] [--only views,explore,live,kernels,start] [--keep FOLDER]
 *
 * A lab in a temporary folder is filled with sampled networks and made-up errors; the browser host serves it to a
 * Chromium. `views`: what each view asks for and how long it takes; `explore`: scrolling, brushes and selection over
 * 10 000 runs; `live`: eight runs that report twice a second; `kernels`: sampling and statistics by themselves; `start`:
 * `npm start` with a build in place. `--renderer` is the built window (default: out/renderer); `--keep` keeps the lab in
 * a folder, and takes it from there if it is filled already. Speed is no test: the script ends with 0 whatever it finds.
 * Its figures are worth as much as the machine is quiet.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { createLab } from '#main/lab.ts'
import { browserObstacle, findBrowser } from '../e2e/findBrowser.ts'
import { isBuilt } from './builds.ts'
import { fillLab, type FilledLab } from './interfaceBench/fillLab.ts'
import { kernels } from './interfaceBench/kernels.ts'
import { tableOf, type Line } from './interfaceBench/table.ts'
import { measureExplore, measureLive, measureViews } from './interfaceBench/window.ts'

const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    renderer: { type: 'string', default: join(root, 'out/renderer') },
    only: { type: 'string', default: 'views,explore,live,kernels,start' },
    keep: { type: 'string' },
  },
})
const parts = options.only.split(',')
const wants = (part: string) => parts.includes(part)

const lines: Line[] = []
if (wants('kernels')) lines.push(...kernels())
if (['views', 'explore', 'live'].some(wants)) lines.push(...(await inWindow()))
if (wants('start')) lines.push(...(await timeToStart()))
console.log(tableOf(lines))

async function inWindow(): Promise<Line[]> {
  const obstacle = existsSync(join(options.renderer, 'index.html'))
    ? browserObstacle()
    : `There is no window in ${options.renderer}: run npm run build:renderer.`
  if (obstacle !== undefined) {
    console.error(obstacle)
    return []
  }
  const folder = options.keep ? resolve(options.keep) : mkdtempSync(join(tmpdir(), 'interface-bench-'))
  const filled = await filledLab(folder)
  const { process: host, address, cpuMs } = await startHost(folder)
  const browser = await chromium.launch({
    ...(findBrowser() !== undefined && { executablePath: findBrowser()! }),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const found: Line[] = []
  try {
    if (wants('views')) found.push(...(await measureViews(browser, address, filled)))
    if (wants('explore')) found.push(...(await measureExplore(browser, address, filled)))
    if (wants('live')) found.push(...(await measureLive(browser, address, filled, cpuMs)))
  } catch (error) {
    console.error(error)
  }
  await browser.close()
  host.stdin!.end()
  await once(host, 'exit')
  if (!options.keep) rmSync(folder, { recursive: true })
  return found
}

/** The lab in `folder`, filled if it is new. */
async function filledLab(folder: string): Promise<FilledLab> {
  const note = join(folder, 'filled.json')
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as FilledLab
  mkdirSync(folder, { recursive: true })
  const from = performance.now()
  const lab = await createLab({ dataDir: folder })
  const filled = fillLab(lab)
  await lab.close()
  writeFileSync(note, JSON.stringify(filled))
  console.error(`10 000 runs stored in ${((performance.now() - from) / 1000).toFixed(1)} s`)
  return filled
}

interface Host {
  process: ChildProcess
  address: string
  cpuMs: () => Promise<number>
}

/** The browser host with trainers that only report, in a process of its own. */
async function startHost(folder: string): Promise<Host> {
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/interfaceBench/host.ts'), folder, resolve(options.renderer), '8'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const output = createInterface(child.stdout)
  const address = await nextLine(output)
  return {
    process: child,
    address,
    async cpuMs() {
      const line = nextLine(output)
      child.stdin.write('\n')
      return Number(await line)
    },
  }
}

async function nextLine(output: Interface): Promise<string> {
  const [line] = (await once(output, 'line')) as [string]
  return line
}

/** From `npm start` to the line with the address. */
async function timeToStart(): Promise<Line[]> {
  if (!isBuilt(root, 'build:renderer')) {
    console.error('npm start was not timed: the window is older than its sources. Run npm run build:renderer.')
    return []
  }
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const folder = mkdtempSync(join(tmpdir(), 'interface-bench-start-'))
    const from = performance.now()
    const npm = spawn('npm', ['start', '--', '--data-dir', folder], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    const output = createInterface(npm.stdout)
    while (!(await nextLine(output)).includes('http://127.0.0.1'));
    times.push(performance.now() - from)
    npm.kill('SIGTERM')
    await once(npm, 'exit')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
  const best = Math.min(...times) / 1000
  return [{ what: 'npm start, build in place', value: best, unit: 's', target: 2, note: 'best of 3' }]
}
