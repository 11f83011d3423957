import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { python, pythonUnavailable } from './findPython.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'regbench-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Replaces Electron: counts Ctrl-C and ends on SIGTERM. */
const countingWindow = `#!${process.execPath}
let presses = 0
process.on('SIGINT', () => console.log('SIGINT ' + ++presses))
process.on('SIGTERM', () => {
  console.log('ended after ' + presses)
  process.exit(0)
})
setInterval(() => undefined, 60_000)
console.log('run as Node: ' + process.env.ELECTRON_RUN_AS_NODE)
console.log('window of ' + process.ppid)
`

/** Terminals exist on Linux and macOS, and Python opens one. */
const unavailable =
  process.platform === 'linux' ? pythonUnavailable(['pty']) : 'Electron’s binary is elsewhere than on Linux.'

it.skipIf(unavailable !== undefined)(
  `Ctrl-C under npm start reaches the window once${unavailable ? `: ${unavailable}` : ''}`,
  async () => {
    writeFileSync(join(folder, 'electron'), countingWindow, { mode: 0o755 })
    const env = { ...process.env, ...{ ELECTRON_OVERRIDE_DIST_PATH: folder, DISPLAY: ':0', ELECTRON_RUN_AS_NODE: '1' } }
    const terminal = join(import.meta.dirname, 'python/ctrlC.py')
    const words = ['npm', 'start', '--', '--no-sandbox']
    const { stdout } = await run(python, [terminal, ...words], { cwd: root, env })
    expect(stdout).toContain('run as Node: undefined')
    // SIGTERM comes after any effects of the first Ctrl-C; a second one would end Electron at once.
    expect(stdout).toContain('ended after 1')
  },
)
