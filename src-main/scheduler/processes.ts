import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const readers: Partial<Record<NodeJS.Platform, (pid: number) => string>> = {
  linux(pid) {
    // The name (field 2) may hold spaces and brackets: fields are counted from behind it.
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

/** The start time of a living process as its system writes it, to be compared only; undefined: no such process. */
export function processStartTime(pid: number): string | undefined {
  try {
    return (readers[process.platform] ?? readByPs)(pid).trim() || undefined
  } catch {
    return undefined
  }
}

/**
 * Resolves when the process is gone: killed if it is still the one that started then, left alone if another has its
 * pid now. False: it is still there after five seconds.
 */
export async function endProcess(pid: number, startTime: string): Promise<boolean> {
  for (let waits = 0; waits < 250; waits++) {
    if (processStartTime(pid) !== startTime) return true
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone between the two lines, or not ours to end: the next look tells.
    }
    await delay(20)
  }
  return false
}
