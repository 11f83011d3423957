import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const asking = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
]

/** Queries the session bus and returns its answer. */
const askBus = async (): Promise<string> => (await promisify(execFile)('dbus-send', asking, { timeout: 5000 })).stdout

/**
 * Whether the desktop shows tray icons. On Linux that takes a service of the desktop, which e.g. GNOME has only with an
 * extension; without it Electron's icon is silently not shown. False if the bus does not answer.
 */
export async function hasTrayHost(platform: NodeJS.Platform = process.platform, ask = askBus): Promise<boolean> {
  if (platform !== 'linux') return true
  return ask().then(
    (answer) => /boolean true/.test(answer),
    () => false,
  )
}
