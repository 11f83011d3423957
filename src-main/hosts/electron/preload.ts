import { ipcRenderer } from 'electron'
import { portMessage } from '#shared/contract/portMessage.ts'

/** What the script uses of the page. */
declare const window: {
  location: { origin: string }
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void
}

// The one thing that reaches the page: its port to the lab.
ipcRenderer.on(portMessage, ({ ports }) => window.postMessage(portMessage, window.location.origin, ports))
