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

/** What files are picked or saved for: each has a folder of its own in which the dialog begins. */
export const purposes = ['labs', 'studies', 'data', 'saved'] as const
export type Purpose = (typeof purposes)[number]

/** What the desktop program keeps of its own on this computer. What cannot be read is as if it were not kept. */
const memorySchema = z.object({
  /** As last chosen in a window; nothing: the system's. */
  theme: z.enum(themes).optional().catch(undefined),
  language: z.enum(languageCodes).optional().catch(undefined),
  choices: desktopChoicesSchema.optional().catch(undefined),
  /** The lab's folder that is opened where the command line names none; nothing: the usual one. */
  lab: z.string().optional().catch(undefined),
  /** Folders of labs that were open, the last first. */
  labs: z.array(z.string()).optional().catch(undefined),
  /** The last folder of each purpose. */
  folders: z.partialRecord(z.enum(purposes), z.string()).optional().catch(undefined),
})
export type DesktopMemory = z.infer<typeof memorySchema>

/** What is of this computer and of no lab lies here. Once the program has its name. */
export const computerFolder = (): string => process.env[memoryVariable] ?? join(app.getPath('appData'), app.name)
const pathOf = () => join(computerFolder(), 'desktop.json')

/** What was kept. */
export function readDesktopMemory(): DesktopMemory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(pathOf(), 'utf8')))
  } catch {
    return {}
  }
}

/** Keeps what has changed, beside the rest; what is undefined is forgotten. Throws SentenceError where nothing can be written. */
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

/** The same for what is only convenient to remember: where nothing can be kept, it is not. */
export function keepIfPossible(changed: Parameters<typeof keepDesktopMemory>[0]): void {
  try {
    keepDesktopMemory(changed)
  } catch {
    // A home that is full or read-only: what is asked for goes on without it.
  }
}

/** What the user has chosen for the program on this computer. */
export const readChoices = (): DesktopChoices => readDesktopMemory().choices ?? desktopChoicesSchema.parse({})
