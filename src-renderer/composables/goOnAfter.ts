import type { RouteLocationRaw, Router } from 'vue-router'

/**
 * Does what takes a while and then goes to the address it gives, if any, unless another screen was entered meanwhile:
 * who has turned to something else is not called away from it. Rejects as `act` does.
 */
export async function goOnAfter(router: Router, act: () => Promise<RouteLocationRaw | undefined>): Promise<void> {
  let stayed = true
  // Before each navigation, since a screen may take a while to read as well.
  const stop = router.beforeEach((to, from) => {
    if (to.path !== from.path) stayed = false
  })
  try {
    const address = await act()
    stop()
    if (stayed && address !== undefined) await router.push(address)
  } finally {
    stop()
  }
}
