import { join } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { electronBinary, windowArguments, windowObstacle } from '../scripts/windowObstacle.ts'
import type { Host } from './journeys/host.ts'

const root = join(import.meta.dirname, '..')
const around = { root, env: process.env, platform: process.platform }

/** Why journeys cannot walk through the desktop program here, as a sentence; undefined: they can. */
export function desktopObstacle(): string | undefined {
  const obstacle = windowObstacle(around)
  return obstacle && `The desktop program is not tried: ${obstacle.reason}.`
}

/** The desktop program over a lab's folder, with the window that it opened. */
export async function startDesktop(dataDir: string): Promise<Host & { page: Page }> {
  const env = { ...process.env, REGBENCH_NODE: process.execPath } as Record<string, string>
  delete env['ELECTRON_RUN_AS_NODE']
  const program = await _electron.launch({
    executablePath: electronBinary(around),
    args: windowArguments(root, ['--data-dir', dataDir], process.getuid?.() === 0),
    env,
  })
  const child = program.process()
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const page = await program.firstWindow()
  // Nobody is there to answer: the first button pauses what trains and quits.
  await program.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
  })
  return {
    page,
    url: page.url(),
    process: child,
    stop: () => program.close(),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
