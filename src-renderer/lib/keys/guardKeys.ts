/**
 * Asks the input method before any key acts, and lets a key that is held down act once: to be called before the window
 * has other listeners. What this keeps back reaches no handler, be it of a field, a dialog, a panel or the whole window.
 *
 * - A key that composes a syllable or a word is the input method's: Enter and Escape end what is composed, arrows choose
 *   among candidates (UI Events, 4.3.3: `isComposing`; `keyCode` 229 while it decides).
 * - Enter that repeats would store, add or start the same again. In a text of several lines it writes lines.
 * - Lists that are searched by typing (ElSelect) follow what is composed: they would wait for its end otherwise. So does
 *   `TextInput`, for fields.
 */
export function guardKeys(window: Window): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (isComposed(event)) event.stopImmediatePropagation()
      else if (event.key === 'Enter' && event.repeat && !writesLines(event.target)) {
        event.stopImmediatePropagation()
        event.preventDefault()
      }
    },
    { capture: true },
  )
  for (const type of ['compositionstart', 'compositionupdate'] as const)
    window.addEventListener(
      type,
      (event) => {
        if (isWithin(event.target, '.el-select')) event.stopImmediatePropagation()
      },
      { capture: true },
    )
}

// The code is deprecated, and the only sign of the key that begins a composition.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const isComposed = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229
const writesLines = (target: EventTarget | null) => isWithin(target, 'textarea, [contenteditable]')
const isWithin = (target: EventTarget | null, selector: string) =>
  target !== null && 'closest' in target && (target as Element).closest(selector) !== null
