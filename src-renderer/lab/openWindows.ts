/** The parts of a window that are used here. */
interface OwnWindow {
  sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  navigator: { locks?: Pick<LockManager, 'request' | 'query'> }
  addEventListener: (type: 'focus', listener: () => void) => void
}

const key = 'regbench.window'
const lockOf = (id: string) => `${key}.${id}`
/** How long a reloaded window waits for its previous page to release the lock. */
const patienceMs = 500

let own = ''
let open: ReadonlySet<string> = new Set()

/**
 * The id of this window, unchanged by reloads; later windows have greater ones. Empty if windows are not distinguished.
 */
export const windowId = (): string => own
/** Whether a window is open, i.e. neither closed nor crashed. */
export const isOpen = (id: string): boolean => id === own || open.has(id)

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`

/**
 * Gives this window an id that distinguishes it from others of its address, by a lock that it holds as long as it
 * lives; a duplicated tab gets its own id. Without the Web Locks API, windows are not distinguished.
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
    // Another window may have been closed since this one last had the focus.
    page.addEventListener('focus', () => void look())
  } catch {
    // The page may not use locks.
  }
}
