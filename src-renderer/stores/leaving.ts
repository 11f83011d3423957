import { onScopeDispose } from 'vue'

/**
 * Calls `act` when the screen that asks for it is left, and when its page is: reloaded, closed or gone away from. A page
 * that ends waits for no answer, and one that is killed is not asked: what must not be lost is kept besides (`useDraft`).
 */
export function onLeave(act: () => void): void {
  window.addEventListener('pagehide', act)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', act)
    act()
  })
}
