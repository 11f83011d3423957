import { type } from '@orpc/contract'
import { z } from 'zod'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'

export interface SystemInfo {
  /** Of this program. */
  version: string
  host: 'browser' | 'electron' | 'commandLine'
  /** Tells the lab from every other, which may answer at the same address. */
  labId: string
  /** Tells the database from those that were, or will be, in its place: what a window shows is of one of them. */
  database: string
  dataDir: string
  platform: string
  cpu: string
  cores: number
  totalMemoryBytes: number
  freeMemoryBytes: number
  node: string
  onnxruntime: string
  /** Whether the last lab of this folder died instead of closing. */
  afterUncleanExit: boolean
  /** Requests to any address but this machine's that were made: none, ever. */
  networkRequests: 0
}

export interface StorageUse {
  databaseBytes: number
  weightsBytes: number
  checkpointBytes: number
  cacheBytes: number
  freeBytes: number
}

/** A copy of the lab's database. */
export interface Backup {
  /** Of its file; names it in calls. */
  name: string
  /** When it was made, milliseconds since 1970. */
  at: number
  bytes: number
  /** What it holds. */
  studies: number
  runs: number
}

/** Whether what the lab has stored is as it should be. */
export interface LabHealth {
  /** When the lab was opened, milliseconds since 1970. */
  openedAt: number
  /** What is wrong; null: nothing that is known. With damage the lab is read-only, and shows what can be read. */
  damage: Sentence | null
  /** Whether it can be mended from here, by a backup or by going on with what can be read. */
  canRestore: boolean
  /** Whether all rows of the database were looked at since the start. */
  isChecked: boolean
  /** What happened at the start that needs nothing to be done. */
  notices: Sentence[]
  /** Newest first. */
  backups: Backup[]
}

/** An execution provider on this machine. */
export interface ProviderState {
  id: string
  label: string
  available: boolean
  /** Id of the lowering plan of its runs. */
  plan: string
  /** Why it is not available; null when it is. */
  reason: Sentence | null
  /** What to do about it. */
  remedy: Sentence | null
}

/** More trainers at once than any machine carries. */
export const mostTrainers = 256

/** What a user sets for the whole lab; what concerns the window alone is kept there. */
export const settingsSchema = z.strictObject({
  /** Processes that train at once; null: as many as cores and free memory carry. */
  trainers: z.int().min(1).max(mostTrainers).nullable().default(null),
})
export type Settings = z.infer<typeof settingsSchema>

/** An entry of a folder of this machine. */
export interface FolderEntry {
  name: string
  isFolder: boolean
}

export const system = {
  info: reading.output(type<SystemInfo>()),
  storage: reading.output(type<StorageUse>()),
  /** Each provider tried by a real training step in a throw-away process; `again` asks anew instead of from memory. */
  providers: reading.input(z.strictObject({ again: z.boolean().default(false) })).output(type<ProviderState[]>()),
  /** Changes those that are given. `basedOn`: these as they were; what others do to other settings is no matter. */
  changeSettings: procedure
    .input(z.strictObject({ changes: settingsSchema.partial(), basedOn: basedOnSchema }))
    .output(type<Settings>()),
  /** The folders and files of a folder, folders first; without a path those of the user's home. */
  folder: reading
    .input(z.strictObject({ path: z.string().optional() }))
    .output(type<{ path: string; parent: string | null; entries: FolderEntry[] }>()),
  health: reading.output(type<LabHealth>()),
  /** Makes a backup of the database now; the backups then. */
  backUp: procedure.output(type<Backup[]>()),
  /**
   * Puts a backup in the place of the database or, for null, what can be read of it; what was there is kept beside it. The
   * lab then opens anew: connections end and find it again.
   */
  restore: procedure.input(z.strictObject({ backup: z.string().max(200).nullable() })),
  /** Whether the database is whole (SQLite's full check, every row); the sentences of what is not. */
  checkStorage: reading.output(type<{ problems: Sentence[] }>()),
}
