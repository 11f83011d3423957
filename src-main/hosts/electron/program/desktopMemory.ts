import { app } from 'electron'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { themes } from '#shared/contract/appearance.ts'
import { languageCodes } from '#shared/messages/language.ts'
import { desktopChoicesSchema, type DesktopChoices } from '#shared/contract/desktop.ts'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { writeWhole } from '#main/disk/writeAtomically.ts'
import { memoryVariable } from './memoryVariable.ts'

/** Purposes of file dialogs; each remembers the folder in which its dialog starts. */
export const purposes = ['labs', 'studies', 'data', 'saved'] as const
export type Purpose = (typeof purposes)[number]

/** What the desktop program itself stores on this computer. Unreadable values count as absent. */
const memorySchema = z.object({
  /** As last chosen in a window; absent: the system's. */
  theme: z.enum(themes).optional().catch(undefined),
  language: z.enum(languageCodes).optional().catch(undefined),
  choices: desktopChoicesSchema.optional().catch(undefined),
  /** The folder of the lab opened if the command line names none; absent: the default. */
  lab: z.string().optional().catch(undefined),
  /** Folders of opened labs, latest first. */
  labs: z.array(z.string()).optional().catch(undefined),
  /** The last folder for each purpose. */
  folders: z.partialRecord(z.enum(purposes), z.string()).optional().catch(undefined),
})
export type DesktopMemory = z.infer<typeof memorySchema>

/** The folder for what belongs to this computer and to no lab. Call it after the program's name is set. */
export const computerFolder = (): string => process.env[memoryVariable] ?? join(app.getPath('appData'), app.name)
const pathOf = () => join(computerFolder(), 'desktop.json')

/** The stored values. */
export function readDesktopMemory(): DesktopMemory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(pathOf(), 'utf8')))
  } catch {
    return {}
  }
}

/** Stores the changes and keeps the rest; undefined deletes a value. Throws SentenceError if nothing can be written. */
export function keepDesktopMemory(changed: { [K in keyof DesktopMemory]: DesktopMemory[K] | undefined }): void {
  const next = { ...readDesktopMemory(), ...changed }
  try {
    mkdirSync(computerFolder(), { recursive: true })
    writeWhole(pathOf(), JSON.stringify(next))
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    throw new SentenceError(sentence(isFull ? 'diskFull' : 'readOnly', { folder: computerFolder() }), { cause: error })
  }
}

/** Like keepDesktopMemory, for what is merely convenient to remember: ignores failures. */
export function keepIfPossible(changed: Parameters<typeof keepDesktopMemory>[0]): void {
  try {
    keepDesktopMemory(changed)
  } catch {
    // A full or read-only home folder must not stop the request.
  }
}

/** The user's choices for the program on this computer. */
export const readChoices = (): DesktopChoices => readDesktopMemory().choices ?? desktopChoicesSchema.parse({})
