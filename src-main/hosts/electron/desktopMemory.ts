import { app } from 'electron'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { languageCodes, themes } from '#shared/contract/appearance.ts'
import { writeWhole } from '#main/disk/writeAside.ts'

/** What the desktop program keeps of its own, beside what the lab keeps. What cannot be read is as if it were not kept. */
const memorySchema = z.object({
  /** As last chosen in a window; nothing: the system's. */
  theme: z.enum(themes).optional().catch(undefined),
  language: z.enum(languageCodes).optional().catch(undefined),
})
export type DesktopMemory = z.infer<typeof memorySchema>

const pathOf = () => join(app.getPath('userData'), 'desktop.json')

/** What was kept. */
export function readDesktopMemory(): DesktopMemory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(pathOf(), 'utf8')))
  } catch {
    return {}
  }
}

/** Keeps what has changed, beside the rest. */
export function keepDesktopMemory(changed: DesktopMemory): void {
  const next = { ...readDesktopMemory(), ...changed }
  mkdirSync(app.getPath('userData'), { recursive: true })
  writeWhole(pathOf(), JSON.stringify(next))
}
