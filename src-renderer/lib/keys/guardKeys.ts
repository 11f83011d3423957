/**
 * Lets the input method handle keys first, and makes a held key act once. Must be called before the window has other
 * listeners. A key that is withheld here reaches no handler, be it of a field, a dialog, a panel or the window.
 *
 * - A key that is part of a composition belongs to the input method: Enter and Escape end the composition, arrows
 *   choose among candidates (UI Events, 4.3.3: `isComposing`; `keyCode` 229 while it decides).
 * - A repeating Enter would store, add or start the same thing again. In a multi-line field it writes lines.
 * - Lists searched by typing (ElSelect) follow the composition; otherwise they would wait for its end. `TextInput` does
 *   the same for fields.
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

// `keyCode` is deprecated, but the only sign of the key that begins a composition.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const isComposed = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229
const writesLines = (target: EventTarget | null) => isWithin(target, 'textarea, [contenteditable]')
const isWithin = (target: EventTarget | null, selector: string) =>
  target !== null && 'closest' in target && (target as Element).closest(selector) !== null
