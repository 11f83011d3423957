/** What of a window is asked for. */
interface OwnWindow {
  sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  navigator: { locks?: Pick<LockManager, 'request' | 'query'> }
  addEventListener: (type: 'focus', listener: () => void) => void
}

const key = 'regbench.window'
const lockOf = (id: string) => `${key}.${id}`
/** A window that is loaded anew waits so long for its page before to let go. */
const patienceMs = 500

let own = ''
let open: ReadonlySet<string> = new Set()

/** The id of this window, which it keeps while it is reloaded; later windows have greater ones. Empty: none are told apart. */
export const windowId = (): string => own
/** Whether a window is open: closed or crashed ones are not. */
export const isOpen = (id: string): boolean => id === own || open.has(id)

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`

/**
 * Tells this window apart from the others of its address, by a lock that it holds as long as it lives; a copied tab gets
 * an id of its own. Where there are no locks, all windows are one.
 */
export async function tellWindowsApart(page: OwnWindow): Promise<void> {
  const { locks } = page.navigator
  if (!locks) return
  const hold = (id: string) =>
    new Promise<boolean>((resolve) => {
      locks
        .request(lockOf(id), { signal: AbortSignal.timeout(patienceMs) }, () => {
          resolve(true)
          return new Promise(() => undefined)
        })
        .catch(() => {
          resolve(false)
        })
    })
  const look = async () => {
    const { held = [] } = await locks.query()
    open = new Set(held.map(({ name = '' }) => name.slice(lockOf('').length)))
  }
  try {
    const before = page.sessionStorage.getItem(key)
    const id = before !== null && (await hold(before)) ? before : newId()
    if (id !== before && !(await hold(id))) return
    page.sessionStorage.setItem(key, id)
    await look()
    own = id
    // Whoever closes or leaves one window comes to another.
    page.addEventListener('focus', () => void look())
  } catch {
    // A page that may hold no locks.
  }
}
