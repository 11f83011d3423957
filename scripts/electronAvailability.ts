import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where to look for Electron's binary. */
export interface BinaryPlace {
  /** Folder of the project. */
  root: string
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
}

export interface WindowSurroundings extends BinaryPlace {
  /** Command line arguments after `npm start --`. */
  words?: readonly string[]
  /** Whether root starts it. */
  isRoot?: boolean
  /** Whether programs may create user namespaces; otherwise Chromium needs a setuid helper owned by root. */
  namespaces?: () => boolean
  /** Mode and owner of a file; undefined if it does not exist. */
  ownership?: (path: string) => { mode: number; uid: number } | undefined
}

/** Why the bench cannot open in its own window. */
export interface Unavailability {
  /** The end of a sentence. */
  reason: string
  /** Commands that fix it. */
  remedy?: readonly string[]
}

const binaries: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** The folder of Electron's binary and its files. */
const distFolder = ({ root, env }: BinaryPlace) =>
  env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist')

/** The expected path of Electron's binary. */
export function electronBinary(place: BinaryPlace): string {
  return join(distFolder(place), binaries[place.platform] ?? 'electron')
}

/** Whether the binary exists. Does not load Electron's own module, which would start downloading it. */
export const hasElectron = (place: BinaryPlace): boolean => existsSync(electronBinary(place))

/** What prevents the bench from opening in its own window; undefined if nothing does. */
export function windowUnavailable(around: WindowSurroundings): Unavailability | undefined {
  const { env, platform } = around
  if (!hasElectron(around)) return { reason: 'Electron is not installed; get it by npm run electron:fetch' }
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return { reason: 'there is no display' }
  return sandboxUnavailable(around)
}

/**
 * On Linux, Chromium builds its sandbox from user namespaces or, on systems that deny those to programs (Ubuntu since
 * 23.10, through AppArmor), with a helper that runs as root. npm cannot install such a helper, so Electron would exit
 * on start.
 */
function sandboxUnavailable(around: WindowSurroundings): Unavailability | undefined {
  const { env, platform, words, namespaces = mayMakeNamespaces, ownership = ownershipOf } = around
  const { isRoot = process.getuid?.() === 0 } = around
  if (platform !== 'linux' || isRoot || words?.includes('--no-sandbox') || namespaces()) return undefined
  const helper = env['CHROME_DEVEL_SANDBOX'] ?? join(distFolder(around), 'chrome-sandbox')
  const found = ownership(helper)
  if (found?.uid === 0 && (found.mode & 0o4755) === 0o4755) return undefined
  return {
    reason: 'this system gives Chromium’s sandbox to installed programs alone',
    remedy: [`sudo chown root:root ${quoted(helper)}`, `sudo chmod 4755 ${quoted(helper)}`],
  }
}

/** Linux settings that deny user namespaces to programs, each with the value that does. */
const restrictions = {
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0',
}

function mayMakeNamespaces(): boolean {
  for (const [file, value] of Object.entries(restrictions))
    if (existsSync(file) && readFileSync(file, 'utf8').trim() === value) return false
  // Containers deny them by other means. If the command is missing nothing is known, and Electron may try.
  const { error, status } = spawnSync('unshare', ['--user', '--map-root-user', 'true'])
  return error !== undefined || status === 0
}

const ownershipOf = (path: string) => statSync(path, { throwIfNoEntry: false })

const quoted = (path: string) => (/^[\w./:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)

/** Electron's arguments to open the bench of the project in `root` with the given arguments. */
export function windowArguments(root: string, words: readonly string[], isRoot: boolean): string[] {
  // Chromium's sandbox refuses to run as root.
  return [root, ...(isRoot ? ['--no-sandbox'] : []), ...words]
}
