import { type } from '@orpc/contract'
import { z } from 'zod'
import type { TakenEngine } from '#shared/sentences/engineSentence.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { basedOnSchema, procedure, reading } from './procedure.ts'

export interface SystemInfo {
  /** Version of this program. */
  version: string
  host: 'browser' | 'electron' | 'commandLine'
  /** Unique id of the lab, since another lab may answer at the same address later. */
  labId: string
  /** Identifies the database, which may be replaced: a window shows data of one database. */
  database: string
  dataDir: string
  platform: string
  cpu: string
  cores: number
  totalMemoryBytes: number
  freeMemoryBytes: number
  node: string
  onnxruntime: string
  /** Whether the last process with this lab crashed instead of closing it. */
  afterUncleanExit: boolean
  /** Number of requests made to any other machine: always none. */
  networkRequests: 0
}

export interface StorageUse {
  databaseBytes: number
  weightsBytes: number
  checkpointBytes: number
  cacheBytes: number
  freeBytes: number
}

/** A backup of the lab's database. */
export interface Backup {
  /** File name; identifies it in calls. */
  name: string
  /** When it was made, milliseconds since 1970. */
  at: number
  bytes: number
  /** Its contents. */
  studies: number
  runs: number
}

/** Whether the lab's stored data is intact. */
export interface LabHealth {
  /** When the lab was opened, milliseconds since 1970. */
  openedAt: number
  /** What is wrong; null if nothing is known to be. A damaged lab is read-only and shows what can be read. */
  damage: Sentence | null
  /** Whether it can be repaired from here, with a backup or by continuing with what can be read. */
  canRestore: boolean
  /** Whether all rows of the database have been checked since the start. */
  isChecked: boolean
  /** Events at the start that require no action. */
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
  /** What takes the steps of its runs; null if it is not available. */
  engine: TakenEngine | null
  /** Why it cannot train in mixed precision; null if it can, or if it is not available. */
  mixedFault: Sentence | null
  /** Why it is not available; null if it is. */
  reason: Sentence | null
  /** What to do about that. */
  remedy: Sentence | null
}

/** More concurrent trainers than any machine supports. */
export const mostTrainers = 256

/** The user's settings for the whole lab; settings of a window are stored in the window. */
export const settingsSchema = z.strictObject({
  /** Number of runs at once; null: on the CPU as many as cores and free memory allow, on a GPU as measured to be fastest. */
  trainers: z.int().min(1).max(mostTrainers).nullable().default(null),
})
export type Settings = z.infer<typeof settingsSchema>

/** An entry of a folder on this machine. */
export interface FolderEntry {
  name: string
  isFolder: boolean
}

export const system = {
  info: reading.output(type<SystemInfo>()),
  storage: reading.output(type<StorageUse>()),
  /**
   * Tests each provider with a real training step in a throw-away process; `again` repeats the test instead of using
   * cached results.
   */
  providers: reading.input(z.strictObject({ again: z.boolean().default(false) })).output(type<ProviderState[]>()),
  /**
   * Changes only the given settings. `basedOn`: their previous values; concurrent changes of other settings do not
   * conflict.
   */
  changeSettings: procedure
    .input(z.strictObject({ changes: settingsSchema.partial(), basedOn: basedOnSchema }))
    .output(type<Settings>()),
  /** The entries of a folder, folders first; without a path, of the user's home. */
  folder: reading
    .input(z.strictObject({ path: z.string().optional() }))
    .output(type<{ path: string; parent: string | null; entries: FolderEntry[] }>()),
  health: reading.output(type<LabHealth>()),
  /** Makes a backup of the database now; returns all backups. */
  backUp: procedure.output(type<Backup[]>()),
  /**
   * Replaces the database with a backup or, for null, with its readable part; the previous files are kept beside it.
   * The lab then reopens: connections end and reconnect.
   */
  restore: procedure.input(z.strictObject({ backup: z.string().max(200).nullable() })),
  /** Checks the database (SQLite's full check, every row) and returns a sentence for each problem. */
  checkStorage: reading.output(type<{ problems: Sentence[] }>()),
}
