import { app } from 'electron'
import { createHash } from 'node:crypto'
import { lstatSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { computerFolder } from '../program/desktopMemory.ts'

/**
 * Gives the window's own files (drafts, size, logs) their place and takes the lab's one instance there: beside the
 * studies, or, where that disk holds no locks, in the program's folder on this computer under a name made of the lab's.
 * `mayBeside`: false where the lab's folder is gone, and is not to be made anew by what would lie in it.
 * False: another instance has the lab open and was told of this one. Throws SentenceError where nobody can be told.
 */
export function becomeOneInstance(dataDir: string, { mayBeside = true } = {}): boolean {
  const ofLab = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const ofUser = join(computerFolder(), 'windows', ofLab)
  const places = mayBeside ? [join(dataDir, 'window'), ofUser] : [ofUser]
  for (const place of places) {
    app.setPath('userData', place)
    if (app.requestSingleInstanceLock()) {
      app.setAppLogsPath(join(place, 'logs'))
      return true
    }
    // Electron says no as well where the lock cannot be made (ProcessSingleton::LOCK_ERROR) and where it is another
    // machine's (PROFILE_IN_USE): only who holds it tells these apart.
    const holder = holderOf(place)
    if (holder === undefined) continue
    if (holder === 'here') return false
    throw new SentenceError(sentence('labOpenElsewhere', { folder: dataDir, machine: holder, file: lockOf(place) }))
  }
  throw new SentenceError(sentence('windowPlacesUnlocked', { folder: places[0]!, other: ofUser }))
}

/** Chromium's lock: on Windows a file that is there while it is held, elsewhere a link to `machine-process`. */
const lockOf = (place: string) => join(place, process.platform === 'win32' ? 'lockfile' : 'SingletonLock')

/** Where the instance runs that holds the lock of a place: on this machine or on the one of that name; undefined: none. */
function holderOf(place: string): string | undefined {
  const lock = lockOf(place)
  if (process.platform === 'win32') return lstatSync(lock, { throwIfNoEntry: false }) && 'here'
  let holder: string
  try {
    holder = readlinkSync(lock)
  } catch {
    return undefined
  }
  const [, machine = holder, id = ''] = /^(.*)-(\d+)$/.exec(holder) ?? []
  if (machine !== hostname()) return machine
  return isRunning(Number(id)) ? 'here' : undefined
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    // Another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
