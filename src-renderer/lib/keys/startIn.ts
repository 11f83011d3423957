/**
 * Puts the focus on a field of a dialog that has opened and selects its text, unless the user is already in one of the
 * dialog's controls: a dialog opens gradually, and losing the focus ends what an input method composes there.
 */
export function startIn(field: HTMLElement | null | undefined): void {
  if (!field) return
  const { activeElement } = document
  // While it opens, the dialog itself has the focus, by a tabindex of -1.
  const isTaken =
    activeElement !== null &&
    (activeElement as HTMLElement).tabIndex >= 0 &&
    field.closest('[role="dialog"]')?.contains(activeElement)
  if (isTaken) return
  field.focus()
  if ('select' in field) (field as HTMLInputElement).select()
}
