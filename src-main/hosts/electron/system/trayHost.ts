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

/** Asks the session's bus; what it answered. */
const askBus = async (): Promise<string> => (await promisify(execFile)('dbus-send', asking, { timeout: 5000 })).stdout

/**
 * Whether the desktop shows icons beside the clock. On Linux that is a service of the desktop's which GNOME, for one, has
 * only by an extension; without it Electron's icon is shown nowhere, and nothing says so. Who cannot be asked has none.
 */
export async function hasTrayHost(platform: NodeJS.Platform = process.platform, ask = askBus): Promise<boolean> {
  if (platform !== 'linux') return true
  return ask().then(
    (answer) => /boolean true/.test(answer),
    () => false,
  )
}
