import { app, type BrowserWindow } from 'electron'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileName } from '#shared/files/fileName.ts'
import { bundleEnding, endingOf, isOpened, lookedIntoEndings, openedEndings } from '#shared/files/openedFiles.ts'
import { pick, pickPlace } from './dialogFolders.ts'
import type { LabClient } from '../labs/labClient.ts'
import type { Texts } from '../texts/texts.ts'
import { readUserFile, writeUserFile } from './userFiles.ts'

/**
 * Paths of the study files in a command line run in `folder`, e.g. from a double-clicked file: a file: URL on Linux, a
 * path elsewhere.
 */
export function studyFilesIn(commandLine: readonly string[], folder: string): string[] {
  return commandLine
    .slice(1)
    .filter((word) => !word.startsWith('-') && isOpened(word))
    .map((word) => (/^file:/i.test(word) ? fileURLToPath(word) : resolve(folder, word)))
}

/** The study file that the user picks; undefined if cancelled. */
export function pickStudyFile(window: BrowserWindow, texts: Texts): Promise<string | undefined> {
  const filters = [{ name: texts.t('desktop.studyFiles'), extensions: [...openedEndings] }]
  return pick(window, 'studies', { filters, properties: ['openFile'] })
}

/** The data set folder that the user picks; undefined if cancelled. */
export function pickDataFolder(window: BrowserWindow, texts: Texts): Promise<string | undefined> {
  return pick(window, 'data', { title: texts.t('desktop.pickData'), properties: ['openDirectory'] })
}

/** Whether a window looks into the file before anything is made of it. */
export const isLookedInto = (path: string): boolean => lookedIntoEndings.includes(endingOf(path))

/** Files for windows, each taken once by its number. */
export class GivenFiles {
  readonly #files = new Map<number, File>()
  #given = 0

  /** Reads a file and returns the address of the screen that takes it. Rejects with an error that carries a sentence. */
  async give(path: string): Promise<string> {
    this.#files.set(++this.#given, new File([await readUserFile(path)], basename(path)))
    app.addRecentDocument(path)
    return `#/?file=${this.#given}`
  }

  /** The file; null if it was taken before. */
  take(number: number): File | null {
    const file = this.#files.get(number) ?? null
    this.#files.delete(number)
    return file
  }
}

/**
 * Imports a study file into the lab and returns the address of the screen to continue on: Populations for a described
 * study, Spaces for one with runs. Rejects with an error that carries a sentence.
 */
export async function importStudy(lab: LabClient, path: string): Promise<string> {
  const bytes = await readUserFile(path)
  const isBundle = endingOf(path) === bundleEnding
  const { id } = isBundle
    ? await lab.studies.importBundle({ file: new File([bytes], basename(path)) })
    : await lab.studies.createFromFile({ text: bytes.toString() })
  app.addRecentDocument(path)
  return `#/study/${id}/${isBundle ? 'spaces' : 'population'}`
}

/**
 * Saves a study as a bundle where the user says; writes nothing if cancelled. Rejects with an error that carries a
 * sentence.
 */
export async function exportStudy(window: BrowserWindow, lab: LabClient, id: number, texts: Texts): Promise<void> {
  const { name } = await lab.studies.get({ id })
  const place = { name: fileName(name, bundleEnding), kind: texts.t('desktop.bundle'), ending: bundleEnding, texts }
  const path = await pickPlace(window, 'studies', place)
  if (path === undefined) return
  const { file } = await lab.studies.exportBundle({ id })
  writeUserFile(path, new Uint8Array(await file.arrayBuffer()))
  app.addRecentDocument(path)
}
