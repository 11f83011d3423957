import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where Electron's binary is looked for. */
export interface BinaryPlace {
  /** Folder of the project. */
  root: string
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
}

export interface WindowSurroundings extends BinaryPlace {
  /** The words of the command line behind `npm start --`. */
  words?: readonly string[]
  /** Whether the superuser starts it. */
  isRoot?: boolean
  /** Whether programs of users may make namespaces of their own, without which Chromium needs a helper of root's. */
  namespaces?: () => boolean
  /** Permissions of a file and the user that it belongs to; undefined: there is none. */
  ownership?: (path: string) => { mode: number; uid: number } | undefined
}

/** Why the bench cannot open in a window of its own. */
export interface WindowObstacle {
  /** The end of a sentence. */
  reason: string
  /** Commands that take it out of the way. */
  remedy?: readonly string[]
}

const binaries: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** The folder of Electron's binary and of what lies beside it. */
const distFolder = ({ root, env }: BinaryPlace) =>
  env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist')

/** Where Electron's binary would be. */
export function electronBinary(place: BinaryPlace): string {
  return join(distFolder(place), binaries[place.platform] ?? 'electron')
}

/** Whether it is there. Electron's own module is not asked: it would begin to fetch what is missing. */
export const hasElectron = (place: BinaryPlace): boolean => existsSync(electronBinary(place))

/** What keeps the bench from opening in a window of its own; undefined: nothing. */
export function windowObstacle(around: WindowSurroundings): WindowObstacle | undefined {
  const { env, platform } = around
  if (!hasElectron(around)) return { reason: 'Electron is not installed; get it by npm run electron:fetch' }
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return { reason: 'there is no display' }
  return sandboxObstacle(around)
}

/**
 * On Linux Chromium makes its sandbox of user namespaces or, where a system keeps those from users' programs (Ubuntu since
 * 23.10, by AppArmor), by a helper that runs as root. npm cannot install such a one, and Electron ends at its start.
 */
function sandboxObstacle(around: WindowSurroundings): WindowObstacle | undefined {
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

/** Settings of Linux that keep user namespaces from programs of users, each with the value that does. */
const restrictions = {
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0',
}

function mayMakeNamespaces(): boolean {
  for (const [file, value] of Object.entries(restrictions))
    if (existsSync(file) && readFileSync(file, 'utf8').trim() === value) return false
  // Containers forbid it by other means. Where the command is missing nothing is known, and Electron may try.
  const { error, status } = spawnSync('unshare', ['--user', '--map-root-user', 'true'])
  return error !== undefined || status === 0
}

const ownershipOf = (path: string) => statSync(path, { throwIfNoEntry: false })

const quoted = (path: string) => (/^[\w./:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)

/** What Electron is started with to open the bench of the project in `root` with these words of the command line. */
export function windowArguments(root: string, words: readonly string[], isRoot: boolean): string[] {
  // Chromium's sandbox refuses to run as root.
  return [root, ...(isRoot ? ['--no-sandbox'] : []), ...words]
}
