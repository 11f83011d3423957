/**
 * Gives the focus back to a button from which the browser took it by disabling it, once it is enabled again: a button is
 * disabled while it works, and whoever pressed it by key would begin anew at the top of the page. Not where the focus has
 * another place by then, or was given up by a press elsewhere.
 */
export function returnFocus({ document, MutationObserver }: Window & typeof globalThis): void {
  let focused: EventTarget | null = null
  document.addEventListener('focusin', ({ target }) => (focused = target))
  document.addEventListener('pointerdown', ({ target }) => {
    if (!(focused as Element | null)?.contains(target as Node)) focused = null
  })
  const observer = new MutationObserver((changes) => {
    if (document.activeElement !== document.body) return
    const again = changes.find(({ target }) => target === focused && !(target as HTMLButtonElement).disabled)
    if (again) (again.target as HTMLButtonElement).focus()
  })
  observer.observe(document, { subtree: true, attributeFilter: ['disabled'] })
}
