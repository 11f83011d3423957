import type { Router } from 'vue-router'
import type { Connection } from './lab/connection.ts'

/** The address for which the window was loaded last. */
const key = 'regbench.loadedFor'

/**
 * Loads the window anew for a screen whose code could not be read, once the lab answers and while that screen is still
 * wanted: a browser never reads again what it failed to read. Once for each address, since code that is not there at all
 * would load the window for ever.
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
