import { app } from 'electron'
import { createHash } from 'node:crypto'
import { lstatSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { computerFolder } from '../program/desktopMemory.ts'

/**
 * Chooses the folder of the window's own files (drafts, size, logs) and takes the lab's single-instance lock there:
 * beside the studies or, if that disk supports no locks, in the program's folder on this computer, under a name derived
 * from the lab's. `mayBeside`: false if the lab's folder is missing and must not be recreated by these files. Returns
 * false if another instance has the lab open; that one was notified. Throws SentenceError if the other instance cannot
 * be notified.
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
    // Electron also returns false if the lock cannot be created (ProcessSingleton::LOCK_ERROR) or belongs to another
    // machine (PROFILE_IN_USE); only the lock's holder tells these apart.
    const holder = holderOf(place)
    if (holder === undefined) continue
    if (holder === 'here') return false
    throw new SentenceError(sentence('labOpenElsewhere', { folder: dataDir, machine: holder, file: lockOf(place) }))
  }
  throw new SentenceError(sentence('windowPlacesUnlocked', { folder: places[0]!, other: ofUser }))
}

/**
 * Chromium's lock: on Windows a file that exists while the lock is held, elsewhere a symbolic link to
 * `machine-process`.
 */
const lockOf = (place: string) => join(place, process.platform === 'win32' ? 'lockfile' : 'SingletonLock')

/**
 * Where the instance holding the lock of a place runs: on this machine, or on the machine of that name; undefined if
 * there is none.
 */
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
    // Another user's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
