import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const readers: Partial<Record<NodeJS.Platform, (pid: number) => string>> = {
  linux(pid) {
    // The name (field 2) may contain spaces and brackets, so count the fields after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s+/s, '')
      .split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    return state === 'Z' || startTicks === undefined ? '' : startTicks
  },
  win32(pid) {
    const script = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`
    return execFileSync('powershell', ['-NoProfile', '-Command', script], { encoding: 'utf8', stdio: 'pipe' })
  },
}

function readByPs(pid: number): string {
  const env = { ...process.env, LC_ALL: 'C' }
  return execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8', env, stdio: 'pipe' })
}

/** The start time of a live process in its system's notation, for comparison only; undefined if there is none. */
export function processStartTime(pid: number): string | undefined {
  try {
    return (readers[process.platform] ?? readByPs)(pid).trim() || undefined
  } catch {
    return undefined
  }
}

/** Windows counts in steps of 100 ns since 1601. */
const fileTimeOf = (ms: number): number => (ms + 11_644_473_600_000) * 10_000
/** Largest difference between a process's start and the time recorded for it: 5 s in Windows' steps. */
const windowsTolerance = 5 * 10_000_000

/**
 * The start time of a process that was started just now. On Windows it is approximated by the current time: a query
 * would start PowerShell and block the lab for half a second.
 */
export function newProcessStartTime(pid: number, platform = process.platform): string | undefined {
  return platform === 'win32' ? `${fileTimeOf(Date.now())}` : processStartTime(pid)
}

/** Whether a recorded start time matches the one found. */
export function isSameStart(recorded: string, found: string | undefined, platform = process.platform): boolean {
  if (platform !== 'win32' || found === undefined) return recorded === found
  return Math.abs(Number(recorded) - Number(found)) <= windowsTolerance
}

/**
 * Resolves once the process is gone. Kills it if it is the one that started then; leaves another process with the same
 * pid alone. False if it is still there after five seconds.
 */
export async function endProcess(pid: number, startTime: string): Promise<boolean> {
  for (let waits = 0; waits < 250; waits++) {
    if (!isSameStart(startTime, processStartTime(pid))) return true
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It is gone already or not ours to end; the next check tells.
    }
    await delay(20)
  }
  return false
}
