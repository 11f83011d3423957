import { readdirSync, readlinkSync } from 'node:fs'

/** Files below a folder that this process holds open, sorted; none where the system does not list them. */
export function openFiles(folder: string): string[] {
  if (process.platform !== 'linux') return []
  const files = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)]
    } catch {
      // The listing itself, closed by now.
      return []
    }
  })
  return files.filter((file) => file.startsWith(folder)).sort()
}
