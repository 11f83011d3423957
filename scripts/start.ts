import { spawn, spawnSync } from 'node:child_process'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { endWithShell } from '#main/hosts/process/endWithShell.ts'
import { isBuilt, type Build } from './builds.ts'
import { electronBinary, windowArguments, windowUnavailable, type WindowSurroundings } from './electronAvailability.ts'

/** `npm start`: opens the bench in its own window, or serves it to the browser and says why. */

const root = join(import.meta.dirname, '..')
const given = process.argv.slice(2)
const isRoot = process.getuid?.() === 0
const around: WindowSurroundings = { root, words: given, env: process.env, platform: process.platform, isRoot }

/** Makes sure that a build exists and is newer than its sources; returns whether it does. */
function ensure(build: Build): boolean {
  if (isBuilt(root, build)) return true
  process.stdout.write('Building the bench; this happens once after a change.\n')
  const npm = process.env['npm_execpath']
  const [command, first]: [string, string[]] = npm === undefined ? ['npm', []] : [process.execPath, [npm]]
  const { status } = spawnSync(command, [...first, 'run', '--silent', build], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: npm === undefined && process.platform === 'win32',
  })
  return status === 0
}

/** Runs a program in place of this one: forwards termination signals and exits as it does. */
function become(command: string, args: readonly string[]): void {
  // Trainers run under this Node: Electron's own cannot be started as one, nor may Electron start as Node instead of a
  // window.
  const env: NodeJS.ProcessEnv = { ...process.env, REGBENCH_NODE: process.execPath }
  delete env['ELECTRON_RUN_AS_NODE']
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env })
  // Ctrl-C reaches every program in the terminal anyway; forwarding it would deliver it twice.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', ({ message }) => {
    process.stderr.write(`${command} does not start: ${message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code) => process.exit(code ?? 1))
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}\n`).join('')

endWithShell(['start'])
const unavailable = windowUnavailable(around)
const needed: Build[] = unavailable === undefined ? ['build:renderer', 'build:program'] : ['build:renderer']
if (!needed.every(ensure)) {
  process.stderr.write('The bench could not be built; the reason stands above.\n')
  process.exitCode = 1
} else if (unavailable === undefined) {
  become(electronBinary(around), windowArguments(root, given, isRoot))
} else {
  const { reason, remedy } = unavailable
  process.stdout.write(`Open the address below in a browser: ${reason}. Ctrl-C ends the program.\n`)
  if (remedy) process.stdout.write(`For a window of its own run this once, then start again:\n${indented(remedy)}`)
  // Cache compiled sources, also for the lab's processes: the next start takes a third less processor time.
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/node')
  enableCompileCache()
  // In this process: it starts faster, and signals need no forwarding.
  await import('#main/hosts/browser/main.ts')
}
