import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { isRendererBuilt } from './rendererBuild.ts'
import { electronBinary, windowObstacle, type WindowSurroundings } from './windowObstacle.ts'

/** `npm start`: opens the bench in a window of its own, or serves it to the browser and says why. */

const root = join(import.meta.dirname, '..')
const around: WindowSurroundings = { root, env: process.env, platform: process.platform }
const given = process.argv.slice(2)

function buildRenderer(): boolean {
  process.stdout.write('Building the window; this happens once after a change.\n')
  const npm = process.env['npm_execpath']
  const [command, ...first] = npm === undefined ? ['npm'] : [process.execPath, npm]
  const { status } = spawnSync(command!, [...first, 'run', '--silent', 'build:renderer'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: npm === undefined && process.platform === 'win32',
  })
  return status === 0
}

/** Runs a program in this one's place: signals go to it, and its end is this one's. */
function become(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', ({ message }) => {
    process.stderr.write(`${command} does not start: ${message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code) => process.exit(code ?? 1))
}

/** npm starts scripts through a shell that hands no signal on and leaves them behind: its end has to be this one's. */
function endWithShell(): void {
  const shell = process.ppid
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM')
  }, 250).unref()
}

if (process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') endWithShell()
if (!isRendererBuilt(root) && !buildRenderer()) {
  process.stderr.write('The window could not be built; the reason stands above.\n')
  process.exitCode = 1
} else {
  const obstacle = windowObstacle(around)
  if (obstacle === undefined) become(electronBinary(around), [root, ...given])
  else {
    process.stdout.write(`Open the address below in a browser: ${obstacle}. Ctrl-C ends the program.\n`)
    // In this very process: it is ready sooner, and signals need not be handed on.
    await import('#main/hosts/browser/main.ts')
  }
}
