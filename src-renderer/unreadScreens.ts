import type { Router } from 'vue-router'
import type { Connection } from './lab/connection.ts'

/** Storage key of the address for which the window was last reloaded. */
const key = 'regbench.loadedFor'

/**
 * Reloads the window for a screen whose code could not be loaded, once the lab answers and if that screen is still
 * wanted: a browser does not retry a failed module. Only once per address, since missing code would reload the window
 * forever.
 */
export function reloadForUnreadScreens(router: Router, connection: Connection, window: Window): void {
  const { sessionStorage, history, location } = window
  let isConnected = false
  let wanted: string | undefined

  function reload(): void {
    if (!isConnected || wanted === undefined) return
    sessionStorage.setItem(key, wanted)
    history.pushState(null, '', wanted)
    location.reload()
  }

  router.onError((error, to) => {
    const address = router.resolve(to.fullPath).href
    if (sessionStorage.getItem(key) === address) {
      console.error(error)
      return
    }
    wanted = address
    reload()
  })
  router.afterEach((_to, _from, failure) => {
    if (failure) return
    wanted = undefined
    sessionStorage.removeItem(key)
  })
  connection.onState((state) => {
    isConnected = state === 'connected'
    reload()
  })
}
