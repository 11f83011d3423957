import { onScopeDispose } from 'vue'

/**
 * Calls `act` when the calling screen is left, and when the page is reloaded, closed or left. A closing page waits for
 * no answer, and a killed one is not called: data that must not be lost has to be kept as well (`useDraft`).
 */
export function onLeave(act: () => void): void {
  window.addEventListener('pagehide', act)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', act)
    act()
  })
}
