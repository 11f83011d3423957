import { editMessage, type EditCommand } from '#shared/contract/portMessage.ts'

/** What can be taken back and done again on the screens. */
export type UndoStack = Record<EditCommand, () => Promise<unknown>>

/**
 * Undoes and does again by Ctrl+Z and Ctrl+Shift+Z and by the desktop application's menu. A field that has the focus has
 * an undo of its own, for what was typed into it.
 */
export function listenForUndo(window: Window, stack: UndoStack): void {
  const isInField = () => window.document.activeElement?.closest('input, textarea, [contenteditable]') != null

  window.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isInField()) return
    event.preventDefault()
    void stack[event.shiftKey ? 'redo' : 'undo']()
  })
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    const what = source === window && editCommand(data)
    if (!what) return
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- a page has no other way to a field's own undo
    if (isInField()) window.document.execCommand(what)
    else void stack[what]()
  })
}

function editCommand(data: unknown): EditCommand | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== editMessage) return undefined
  return 'what' in data && (data.what === 'undo' || data.what === 'redo') ? data.what : undefined
}
