import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '#main/disk/writeAtomically.ts'

/** How a lab is served. */
export interface HostMemory {
  /** The session of its pages, by which open ones find the next start. */
  session: string
  port: number
}

const isPort = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536
const pathIn = (dataDir: string) => join(dataDir, 'browser.json')

/** How the lab was last served; undefined if never or unreadable. */
export function readHostMemory(dataDir: string): HostMemory | undefined {
  try {
    const { session, port } = JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as Partial<HostMemory>
    const isSound = typeof session === 'string' && /^[\w-]{43}$/.test(session) && isPort(port)
    return isSound ? { session, port } : undefined
  } catch {
    return undefined
  }
}

/** Stores how the lab is served for the next start, in a file readable only by its owner. */
export function keepHostMemory(dataDir: string, memory: HostMemory): void {
  writeWhole(pathIn(dataDir), JSON.stringify(memory), { mode: 0o600 })
}
