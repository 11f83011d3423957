import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '#main/disk/writeAtomically.ts'

/** How a lab is served. */
export interface HostMemory {
  /** What its pages hold: those that are open find the next start by it. */
  session: string
  port: number
}

const isPort = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536
const pathIn = (dataDir: string) => join(dataDir, 'browser.json')

/** How the lab was served last; undefined: not yet, or nothing that can be read. */
export function readHostMemory(dataDir: string): HostMemory | undefined {
  try {
    const { session, port } = JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as Partial<HostMemory>
    const isSound = typeof session === 'string' && /^[\w-]{43}$/.test(session) && isPort(port)
    return isSound ? { session, port } : undefined
  } catch {
    return undefined
  }
}

/** Keeps for the next start how the lab is served, in a file that its owner alone can read. */
export function keepHostMemory(dataDir: string, memory: HostMemory): void {
  writeWhole(pathIn(dataDir), JSON.stringify(memory), { mode: 0o600 })
}
