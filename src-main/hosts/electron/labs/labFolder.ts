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
   * 'named': on the command line, for this start only; 'remembered': from an earlier choice; 'chosen': just now in the
   * program, so also opened at the next start; 'usual': the default.
   */
  by: 'named' | 'remembered' | 'chosen' | 'usual'
}

/** Passed to the restarted program: the user chose the lab given on its command line. */
const chosenSwitch = '--chosen-lab'
const mostRecent = 9

/** The lab to open: the one `named` on the command line, the one chosen, or the default. */
export function labToOpen(named: string | undefined, commandLine: readonly string[]): LabPlace {
  if (named !== undefined) return { folder: named, by: commandLine.includes(chosenSwitch) ? 'chosen' : 'named' }
  const { lab } = readDesktopMemory()
  return lab === undefined ? { folder: defaultDataFolder(), by: 'usual' } : { folder: lab, by: 'remembered' }
}

/**
 * Throws SentenceError if the folder of an existing lab is missing: a new lab created in its place, e.g. while its disk
 * is not connected, would look as if everything were lost. A lab that was only named may be new.
 */
export function requireLabFolder({ folder, by }: LabPlace): void {
  if (by === 'remembered' || by === 'chosen') requireFolder(folder)
}

/** Whether the folder should exist but does not. */
export function isGone(place: LabPlace): boolean {
  try {
    requireLabFolder(place)
    return false
  } catch {
    return true
  }
}

/** Throws SentenceError if a folder does not exist or is a file. */
export function requireFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found) throw new SentenceError(sentence('labFolderAbsent', { folder }))
  if (!found.isDirectory()) throw new SentenceError(sentence('dataFolderIsFile', { folder }))
}

/** Called when a lab answers: adds it to the recent labs and, if the user chose it, opens it at the next start. */
export function rememberLab({ folder, by }: LabPlace): void {
  const labs = [folder, ...(readDesktopMemory().labs ?? []).filter((lab) => lab !== folder)].slice(0, mostRecent + 1)
  keepIfPossible({ labs, ...(by === 'chosen' && { lab: toKeep(folder) }) })
}

/** Makes a start without a lab on its command line open this one. */
export function openAtStart(folder: string): void {
  keepDesktopMemory({ lab: toKeep(folder) })
}

/** The default is stored as undefined, because its location is up to the program. */
const toKeep = (folder: string) => (folder === defaultDataFolder() ? undefined : folder)

/** The lab opened at the next start. */
export const labAtStart = (): string => readDesktopMemory().lab ?? defaultDataFolder()

/** Recently opened labs, latest first, without the open one. */
export function recentLabs(open: string): string[] {
  return (readDesktopMemory().labs ?? []).filter((lab) => lab !== open).slice(0, mostRecent)
}

/** How to restart the program with another lab: with its current switches, without its files. */
export function relaunchWith(folder: string): RelaunchOptions {
  const words = process.argv.slice(app.isPackaged ? 1 : 2)
  const switches = words.filter((word) => word.startsWith('-') && !/^--(data-dir|chosen-lab|task)\b/.test(word))
  // An AppImage's files exist only while it runs, so start the image itself.
  const { APPIMAGE: image } = process.env
  return {
    args: [...(app.isPackaged ? [] : [app.getAppPath()]), ...switches, `--data-dir=${resolve(folder)}`, chosenSwitch],
    ...(image !== undefined && { execPath: image }),
  }
}
