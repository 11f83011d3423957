import { renameSync, statSync } from 'node:fs'

/**
 * Rotates a file that has reached `bytes`: it becomes `path.1`, the former `path.1` becomes `path.2` and so on; number
 * `kept` is replaced. Only for dispensable files such as logs.
 */
export function rotateFile(path: string, { bytes, kept }: { bytes: number; kept: number }): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < bytes) return
  for (let number = kept; number > 0; number--) {
    const from = number === 1 ? path : `${path}.${number - 1}`
    if (statSync(from, { throwIfNoEntry: false })?.isFile()) renameSync(from, `${path}.${number}`)
  }
}
