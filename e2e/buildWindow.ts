import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { isBuilt, type Build } from '../scripts/builds.ts'
import { desktopUnavailable } from './desktopHost.ts'

const root = join(import.meta.dirname, '..')

/** Builds what the journeys need, if older than its sources: the window, and the program around it. */
export default function buildWindow(): void {
  for (const build of ['build:renderer', 'build:program'] satisfies Build[])
    if (!isBuilt(root, build)) {
      const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' } as const
      execFileSync('npm', ['run', '--silent', build, '--', '--logLevel', 'warn'], options)
    }
  const unavailable = desktopUnavailable()
  if (unavailable !== undefined) process.stdout.write(`${unavailable}\n`)
}
