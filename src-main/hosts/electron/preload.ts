import { ipcRenderer, webUtils } from 'electron'
import { commandMessage, desktopMessage, droppedMessage, portMessage } from '#shared/contract/portMessage.ts'

/** What the script uses of the page. */
declare const window: {
  location: { origin: string }
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void
  addEventListener(type: 'drop', listener: (event: Drop) => void, capture: boolean): void
}
interface Drop {
  dataTransfer: { files: ArrayLike<Parameters<typeof webUtils.getPathForFile>[0]> } | null
}

// The two ways that reach from the page to the system: its ports to the lab and to the program.
for (const message of [portMessage, desktopMessage])
  ipcRenderer.on(message, ({ ports }) => window.postMessage(message, window.location.origin, ports))

// What an entry of the menu does on a screen is the page's to say, as undoing a field's typing or what was done there.
ipcRenderer.on(commandMessage, (_, what: unknown) =>
  window.postMessage({ kind: commandMessage, what }, window.location.origin, []),
)

// A page knows what a file holds that the user drops on it, not where it lies: a data set is a folder that the lab reads.
// Files that the page made itself lie nowhere.
window.addEventListener(
  'drop',
  ({ dataTransfer }) => {
    const paths = Array.from(dataTransfer?.files ?? [], (file) => webUtils.getPathForFile(file)).filter(Boolean)
    if (paths.length > 0) window.postMessage({ kind: droppedMessage, paths }, window.location.origin, [])
  },
  true,
)
