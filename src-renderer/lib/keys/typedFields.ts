/** Kinds of <input> that one writes into; the others have nothing of their own to take back. */
const written = new Set(['text', 'search', 'url', 'tel', 'email', 'password', 'number'])

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Which field has something typed that its own undo takes back: one that was typed into since the program last wrote in
 * it. A checkbox, a list, a field that was only reached and one that was emptied when its text was taken have not.
 */
export function followTyping(window: Window): { hasOwnUndo: (element: Element | null) => boolean } {
  /** What each field held after it was last typed into. */
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
