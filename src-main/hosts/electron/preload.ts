import { ipcRenderer, webUtils } from 'electron'
import { commandMessage, desktopMessage, droppedMessage, portMessage } from '#shared/contract/portMessage.ts'

/** The page's members that the script uses. */
declare const window: {
  location: { origin: string }
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void
  addEventListener(type: 'drop', listener: (event: Drop) => void, capture: boolean): void
}
interface Drop {
  dataTransfer: { files: ArrayLike<Parameters<typeof webUtils.getPathForFile>[0]> } | null
}

// The page's two connections to the system: its ports to the lab and to the program.
for (const message of [portMessage, desktopMessage])
  ipcRenderer.on(message, ({ ports }) => window.postMessage(message, window.location.origin, ports))

// Commands of menu entries are performed by the page, e.g. undoing typing in a field or an action on the screen.
ipcRenderer.on(commandMessage, (_, what: unknown) =>
  window.postMessage({ kind: commandMessage, what }, window.location.origin, []),
)

// A page can read a dropped file's contents but not its path, and a data set is a folder that the lab reads. Files
// created by the page have no path.
window.addEventListener(
  'drop',
  ({ dataTransfer }) => {
    const paths = Array.from(dataTransfer?.files ?? [], (file) => webUtils.getPathForFile(file)).filter(Boolean)
    if (paths.length > 0) window.postMessage({ kind: droppedMessage, paths }, window.location.origin, [])
  },
  true,
)
