/**
 * Closes the popover that listens once the focus goes elsewhere, so that it does not cover what is used next. Its own button
 * closes it by itself.
 */
export function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
  const popover = currentTarget as HTMLElement
  // Null: the window was left, or something was pressed that takes no focus.
  if (relatedTarget === null || popover.contains(relatedTarget as Node)) return
  if ((relatedTarget as Element).getAttribute('popovertarget') !== popover.id) popover.hidePopover()
}
