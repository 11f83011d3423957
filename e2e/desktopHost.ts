import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { memoryVariable } from '#main/hosts/electron/program/memoryVariable.ts'
import { electronBinary, windowArguments, windowUnavailable } from '../scripts/electronAvailability.ts'
import { settle, type DesktopProgram } from './desktopProgram.ts'

const root = join(import.meta.dirname, '..')
const around = { root, env: process.env, platform: process.platform }

/** Why journeys cannot use the desktop program here, as a sentence; undefined if they can. */
export function desktopUnavailable(): string | undefined {
  const unavailable = windowUnavailable(around)
  return unavailable && `The desktop program is not tried: ${unavailable.reason}.`
}

/** Starts the desktop program over a lab's folder and returns it with its window; `found` is called with every page. */
export async function startDesktop(dataDir: string, found: (page: Page) => void): Promise<DesktopProgram> {
  // Leaves the settings of this machine's user alone.
  const trial = { REGBENCH_NODE: process.execPath, [memoryVariable]: join(dataDir, 'window') }
  const env = { ...process.env, ...trial } as Record<string, string>
  delete env['ELECTRON_RUN_AS_NODE']
  const program = await _electron.launch({
    executablePath: electronBinary(around),
    args: windowArguments(root, ['--data-dir', dataDir], process.getuid?.() === 0),
    env,
  })
  const child = program.process()
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  program.on('window', found)
  const page = await program.firstWindow()
  found(page)
  const downloads = mkdtempSync(join(tmpdir(), 'regbench-saved-'))
  void ended.then(() => rmSync(downloads, { recursive: true, force: true }))
  const evaluate = program.evaluate.bind(program) as DesktopProgram['evaluate']
  await settle({ evaluate }, downloads)
  return {
    page,
    pages: () => program.windows(),
    evaluate,
    url: page.url(),
    process: child,
    stop: () => program.close(),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
