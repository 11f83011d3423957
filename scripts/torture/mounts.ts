import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'

const call = (command: string, ...words: string[]) => spawnSync(command, words, { stdio: 'ignore' }).status === 0

/** Mounts an in-memory file system of `bytes` on `folder`, or resizes an existing one; returns whether that worked. */
export function mountSmall(folder: string, bytes: number, again = false): boolean {
  return call('mount', '-t', 'tmpfs', '-o', `${again ? 'remount,' : ''}size=${bytes}`, 'torture', folder)
}

export const unmount = (folder: string): boolean => call('umount', '-l', folder)

/** Why small file systems cannot be mounted here; undefined if they can. */
export function mountUnavailable(): string | undefined {
  if (process.platform !== 'linux') return 'small disks are mounted on Linux alone'
  const folder = mkdtempSync(join(tmpdir(), 'torture-mount-'))
  try {
    if (!mountSmall(folder, 65_536)) return 'mounting a small disk is not permitted (it needs root)'
    unmount(folder)
    return undefined
  } finally {
    rmdirSync(folder)
  }
}

/** Unmounts everything below `folder`. */
export function unmountBelow(folder: string): void {
  if (process.platform !== 'linux') return
  for (const line of readFileSync('/proc/self/mounts', 'utf8').split('\n')) {
    const place = line.split(' ')[1] ?? ''
    if (place.startsWith(folder + sep)) unmount(place)
  }
}
