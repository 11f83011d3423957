import { app, type RelaunchOptions } from 'electron'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'
import { sentence, SentenceError } from '#shared/sentences/sentence.ts'
import { keepDesktopMemory, keepIfPossible, readDesktopMemory } from '../program/desktopMemory.ts'

/** The lab that the program opens. */
export interface LabPlace {
  folder: string
  /**
   * 'named' by the command line, for this time; 'remembered' from an earlier choice; 'chosen' in the program just now, to
   * be opened at the next start too; or the 'usual' one.
   */
  by: 'named' | 'remembered' | 'chosen' | 'usual'
}

/** Told to a program that is started in another's place: the lab that it is given was chosen by the user. */
const chosenSwitch = '--chosen-lab'
const mostRecent = 9

/** Which lab is opened: the one that the command line names (`named`), the one that was chosen, or the usual one. */
export function labToOpen(named: string | undefined, commandLine: readonly string[]): LabPlace {
  if (named !== undefined) return { folder: named, by: commandLine.includes(chosenSwitch) ? 'chosen' : 'named' }
  const { lab } = readDesktopMemory()
  return lab === undefined ? { folder: defaultDataFolder(), by: 'usual' } : { folder: lab, by: 'remembered' }
}

/**
 * Throws SentenceError for the folder of a lab that was there and is not now: a lab made anew in its place, while its disk
 * is elsewhere, would look as if everything were lost. One that is only named may be new.
 */
export function requireLabFolder({ folder, by }: LabPlace): void {
  if (by === 'remembered' || by === 'chosen') requireFolder(folder)
}

/** Whether the folder is one that has to be there and is not. */
export function isGone(place: LabPlace): boolean {
  try {
    requireLabFolder(place)
    return false
  } catch {
    return true
  }
}

/** Throws SentenceError where a folder is not there or is none. */
export function requireFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found) throw new SentenceError(sentence('labFolderAbsent', { folder }))
  if (!found.isDirectory()) throw new SentenceError(sentence('dataFolderIsFile', { folder }))
}

/** A lab answers: it is among the recent ones and, if it was chosen, opened at the next start. */
export function rememberLab({ folder, by }: LabPlace): void {
  const labs = [folder, ...(readDesktopMemory().labs ?? []).filter((lab) => lab !== folder)].slice(0, mostRecent + 1)
  keepIfPossible({ labs, ...(by === 'chosen' && { lab: toKeep(folder) }) })
}

/** That lab is opened where the command line names none. */
export function openAtStart(folder: string): void {
  keepDesktopMemory({ lab: toKeep(folder) })
}

/** The usual one is kept as none: where it lies is for the program to say. */
const toKeep = (folder: string) => (folder === defaultDataFolder() ? undefined : folder)

/** The lab that is opened at the next start. */
export const labAtStart = (): string => readDesktopMemory().lab ?? defaultDataFolder()

/** Labs that were open before, the last first, without that one. */
export function recentLabs(open: string): string[] {
  return (readDesktopMemory().labs ?? []).filter((lab) => lab !== open).slice(0, mostRecent)
}

/** How the program starts in its own place with another lab: with the switches that it has, and without its files. */
export function relaunchWith(folder: string): RelaunchOptions {
  const words = process.argv.slice(app.isPackaged ? 1 : 2)
  const switches = words.filter((word) => word.startsWith('-') && !/^--(data-dir|chosen-lab|task)\b/.test(word))
  // An AppImage's files are there only while it runs: the image itself is started.
  const { APPIMAGE: image } = process.env
  return {
    args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...switches, `--data-dir=${resolve(folder)}`, chosenSwitch],
    ...(image !== undefined && { execPath: image }),
  }
}
