import type { Router, RouterHistory } from 'vue-router'

/**
 * Follows addresses that are entered before the first screen has been loaded; Vue Router itself ignores these, and
 * overwrites them when it shows the first screen.
 */
export function followEarlyAddresses(router: Router, history: RouterHistory): void {
  const stop = history.listen((address) => void router.replace(address))
  void router.isReady().then(stop, stop)
}
