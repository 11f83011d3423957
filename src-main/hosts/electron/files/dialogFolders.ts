import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { keepIfPossible, readDesktopMemory, type Purpose } from '../program/desktopMemory.ts'
import type { Texts } from '../texts/texts.ts'

/** The folder in which a dialog for this purpose starts: the last one used, or Downloads, the system's default. */
export function folderFor(purpose: Purpose): string {
  const last = readDesktopMemory().folders?.[purpose]
  return last !== undefined && existsSync(last) ? last : app.getPath('downloads')
}

/** Makes the next dialog for this purpose start in the folder. */
export function keepFolderFor(purpose: Purpose, folder: string): void {
  keepIfPossible({ folders: { ...readDesktopMemory().folders, [purpose]: folder } })
}

/**
 * The file or folder that the user picks, in a dialog starting in the last folder used for its purpose; undefined if
 * cancelled.
 */
export async function pick(
  window: BrowserWindow | undefined,
  purpose: Purpose,
  options: OpenDialogOptions,
): Promise<string | undefined> {
  const dialogOptions = { defaultPath: folderFor(purpose), ...options }
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, dialogOptions)
    : dialog.showOpenDialog(dialogOptions))
  const [path] = filePaths
  // After picking a folder, the next dialog shows its siblings.
  if (path !== undefined) keepFolderFor(purpose, dirname(path))
  return path
}

/**
 * The path where the user wants to save a file of that name; undefined if cancelled. The name gets the extension
 * `ending` if it has another or none: the Linux dialog adds none. An existing file of the completed name is replaced
 * only if the user agrees.
 */
export async function pickPlace(
  window: BrowserWindow,
  purpose: Purpose,
  { name, kind, ending, texts }: { name: string; kind: string; ending: string; texts: Texts },
): Promise<string | undefined> {
  const defaultPath = join(folderFor(purpose), name)
  const filters = [{ name: kind, extensions: [ending] }]
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath, filters })
  if (!filePath) return undefined
  keepFolderFor(purpose, dirname(filePath))
  if (extname(filePath).toLowerCase() === `.${ending}`) return filePath
  const path = `${filePath}.${ending}`
  return !existsSync(path) || (await mayReplace(window, path, texts)) ? path : undefined
}

async function mayReplace(window: BrowserWindow, path: string, texts: Texts): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: texts.t('desktop.replaceFile', { name: basename(path) }),
    buttons: [texts.t('desktop.replace'), texts.t('desktop.cancel')],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
