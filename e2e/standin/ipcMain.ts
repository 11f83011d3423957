import { EventEmitter } from 'node:events'
import { newEvent } from './event.ts'

type Handle = (event: unknown, ...words: unknown[]) => unknown

class IpcMain extends EventEmitter {
  readonly #handles = new Map<string, Handle>()
  handle = (channel: string, handle: Handle) => void this.#handles.set(channel, handle)
  removeHandler = (channel: string) => void this.#handles.delete(channel)
  /** Delivers a message from a page, and the answer if it waits for one. */
  async receive(sender: unknown, channel: string, words: unknown[], isCall: boolean) {
    const event = newEvent({ sender })
    if (!isCall) {
      this.emit(channel, event, ...words)
      return { error: null, value: undefined }
    }
    const handle = this.#handles.get(channel)
    if (!handle) return { error: `No handler registered for '${channel}'`, value: undefined }
    try {
      return { error: null, value: await handle(event, ...words) }
    } catch (error) {
      return { error: `Error invoking remote method '${channel}': ${String(error)}`, value: undefined }
    }
  }
}
export const ipcMain = new IpcMain()
