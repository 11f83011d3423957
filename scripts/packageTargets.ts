import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** Which installers are built. */
export interface PackageTargets {
  /** Arguments for electron-builder; empty to build everything in electron-builder.yml. */
  words: readonly string[]
  /** What is omitted and why; undefined if nothing is. */
  said?: string
}

/** Whether the system has a program of that name. */
const hasProgram = (name: string): boolean => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined

/**
 * All kinds of installers except those whose tool this system lacks: rpm packages need rpmbuild, which electron-builder
 * does not include. `given` are arguments that already select targets, if any.
 */
export function packageTargets(
  given: readonly string[],
  { platform = process.platform, has = hasProgram } = {},
): PackageTargets {
  const isChosen = given.some((word) => word === '--dir' || /^(-l|--linux)$/.test(word))
  if (platform !== 'linux' || isChosen || has('rpmbuild')) return { words: [] }
  const settings = readFileSync(join(import.meta.dirname, '../electron-builder.yml'), 'utf8')
  const { linux } = parse(settings) as { linux: { target: string[] } }
  const words = ['--linux', ...linux.target.filter((target) => target !== 'rpm')]
  return { words, said: 'No rpm package is made: rpmbuild is missing. It is in the package rpm of Debian and Ubuntu.' }
}
