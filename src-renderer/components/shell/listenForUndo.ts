import { shortcutOf } from '#renderer/lib/keys/letterOf.ts'
import { followTyping } from '#renderer/lib/keys/typedFields.ts'
import { onPageCommand } from '#renderer/composables/usePageCommand.ts'

const editCommands = ['undo', 'redo'] as const
type EditCommand = (typeof editCommands)[number]

/** Undo and redo of the actions on the screens. */
export type UndoStack = Record<EditCommand, () => Promise<unknown>>

/**
 * Undoes and redoes on Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y and from the desktop application's menu. A focused field has its
 * own undo for the text typed into it.
 */
export function listenForUndo(window: Window, stack: UndoStack): void {
  const { hasOwnUndo } = followTyping(window)
  const isInField = () => hasOwnUndo(window.document.activeElement)

  window.addEventListener('keydown', (event) => {
    const what = commandOf(event)
    if (!what || event.defaultPrevented || isInField()) return
    event.preventDefault()
    void stack[what]()
  })
  for (const what of editCommands)
    onPageCommand(what, () => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- a page has no other way to a field's own undo
      if (isInField()) window.document.execCommand(what)
      else void stack[what]()
    })
}

function commandOf(event: KeyboardEvent): EditCommand | undefined {
  const letter = shortcutOf(event)
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo'
  // On a Mac, browsers use Command+Y themselves.
  return letter === 'y' && event.ctrlKey && !event.shiftKey ? 'redo' : undefined
}
