import { packingInPage, type Packed } from './packing.ts'

/** The isolated world of a page's preload script, as in Electron's context isolation. */
export const preloadWorld = 'Electron Isolated Context'
/** The function through which that world talks to the shell. */
export const binding = 'standinSay'

/** Messages from that world to the shell. */
export type FromPage =
  | { kind: 'message'; port: number; data: Packed }
  | { kind: 'closed'; port: number }
  | { kind: 'sent'; channel: string; arguments: unknown[]; call?: number }
  | { kind: 'contextMenu'; params: MenuParams }
  | { kind: 'title'; title: string }

/** What was under the pointer at a right click. */
export interface MenuParams {
  x: number
  y: number
  isEditable: boolean
  selectionText: string
  linkURL: string
  mediaType: 'none' | 'canvas' | 'image'
  hasImageContents: boolean
  menuSourceType: 'mouse'
  editFlags: Record<'canCut' | 'canCopy' | 'canPaste' | 'canDelete' | 'canSelectAll' | 'canUndo' | 'canRedo', boolean>
}

/**
 * The script of that world: the part of `electron` available to a sandboxed preload script, the page's ends of ports,
 * and then the preload script.
 */
export const worldScript = (preload: string): string => `if (window === top) (() => {
  ${packingInPage}
  const say = (what) => globalThis.${binding}(JSON.stringify(what))
  const listeners = new Map()
  const ports = new Map()
  const calls = new Map()
  const given = (id) => {
    const { port1, port2 } = new MessageChannel()
    ports.set(id, port1)
    port1.onmessage = ({ data }) => say({ kind: 'message', port: id, data: pack(data) })
    port1.addEventListener('close', () => say({ kind: 'closed', port: id }))
    return port2
  }
  globalThis.standin = {
    receive(channel, words, ids) {
      const event = { ports: ids.map(given), senderId: 0 }
      for (const listener of [...(listeners.get(channel) ?? [])]) listener(event, ...words)
    },
    deliver: (id, data) => ports.get(id)?.postMessage(unpack(data)),
    close(id) {
      ports.get(id)?.close()
      ports.delete(id)
    },
    answer(call, error, value) {
      const { resolve, reject } = calls.get(call)
      calls.delete(call)
      if (error === null) resolve(value)
      else reject(new Error(error))
    },
  }
  const ipcRenderer = {
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    once(channel, listener) {
      const once = (...words) => {
        ipcRenderer.off(channel, once)
        listener(...words)
      }
      return ipcRenderer.on(channel, once)
    },
    off(channel, listener) {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener))
      return ipcRenderer
    },
    send: (channel, ...words) => say({ kind: 'sent', channel, arguments: words }),
    invoke: (channel, ...words) =>
      new Promise((resolve, reject) => {
        const call = calls.size === 0 ? 1 : Math.max(...calls.keys()) + 1
        calls.set(call, { resolve, reject })
        say({ kind: 'sent', channel, arguments: words, call })
      }),
  }
  const electron = { ipcRenderer, webUtils: { getPathForFile: () => '' } }
  window.addEventListener('DOMContentLoaded', () => {
    const tell = () => say({ kind: 'title', title: document.title })
    const title = document.querySelector('title')
    if (title) new MutationObserver(tell).observe(title, { childList: true, characterData: true, subtree: true })
    tell()
  })
  // After the page's own listeners: what they prevent opens no menu.
  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented) return
    event.preventDefault()
    const target = event.composedPath()[0]
    const isEditable = target.isContentEditable || (target.matches?.('input, textarea') && !target.readOnly && !target.disabled)
    const inField = target.matches?.('input, textarea') && target.selectionStart !== null
    const selectionText = inField
      ? target.value.slice(target.selectionStart, target.selectionEnd)
      : String(getSelection())
    const isSelected = selectionText !== ''
    say({ kind: 'contextMenu', params: {
      x: event.clientX, y: event.clientY, isEditable: Boolean(isEditable), selectionText,
      linkURL: target.closest?.('a[href]')?.href ?? '',
      mediaType: target.matches?.('canvas') ? 'canvas' : target.matches?.('img') ? 'image' : 'none',
      hasImageContents: target.complete === true, menuSourceType: 'mouse',
      editFlags: {
        canCut: isEditable && isSelected, canCopy: isSelected, canPaste: Boolean(isEditable),
        canDelete: isEditable && isSelected, canSelectAll: true, canUndo: false, canRedo: false,
      },
    } })
  })
  ;(function (require, module, exports) {
${preload}
  })((name) => {
    if (name !== 'electron') throw new Error('module not found: ' + name)
    return electron
  }, { exports: {} }, {})
})()`
