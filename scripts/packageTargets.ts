import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** Which installers are made. */
export interface PackageTargets {
  /** Words for electron-builder, none where it makes all that electron-builder.yml lists. */
  words: readonly string[]
  /** What is left out and why; undefined: nothing. */
  said?: string
}

/** Whether the system has a program of that name. */
const hasProgram = (name: string): boolean => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined

/**
 * All kinds of installers, less those whose program this system lacks: rpm packages are made by rpmbuild, which
 * electron-builder does not bring. `given` are words that already say which are wanted, if any.
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
