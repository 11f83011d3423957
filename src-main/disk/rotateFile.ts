import { renameSync, statSync } from 'node:fs'

/**
 * Makes room for a new file under the name of one that has grown to `bytes`: it becomes `path.1`, that one `path.2` and so
 * on; the one of number `kept` is replaced. Only for files that may be lost, such as logs.
 */
export function rotateFile(path: string, { bytes, kept }: { bytes: number; kept: number }): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < bytes) return
  for (let number = kept; number > 0; number--) {
    const from = number === 1 ? path : `${path}.${number - 1}`
    if (statSync(from, { throwIfNoEntry: false })?.isFile()) renameSync(from, `${path}.${number}`)
  }
}
