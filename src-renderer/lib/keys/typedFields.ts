/** Types of <input> that take text; the others have no undo of their own. */
const written = new Set(['text', 'search', 'url', 'tel', 'email', 'password', 'number'])

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Tells whether a field has typed text that its own undo can restore: it has been typed into since the program last
 * wrote to it. Checkboxes, lists, fields that were only focused and fields cleared after submitting have none.
 */
export function followTyping(window: Window): { hasOwnUndo: (element: Element | null) => boolean } {
  /** The text of each field after it was last typed into. */
  const typed = new WeakMap<Element, string>()
  window.addEventListener('input', ({ target }) => {
    if (isField(target)) typed.set(target, target.value)
  })
  return {
    hasOwnUndo(element) {
      if (element === null) return false
      if (!isField(element)) return element.closest('[contenteditable]') !== null
      return !element.readOnly && typed.get(element) === element.value
    },
  }
}

function isField(target: EventTarget | null): target is Field {
  if (target === null || !('localName' in target)) return false
  const { localName, type } = target as Field
  return localName === 'textarea' || (localName === 'input' && written.has(type))
}
