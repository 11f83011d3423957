import { app, shell, type BrowserWindow } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { editMessage } from '#shared/contract/portMessage.ts'
import { showAbout } from './aboutBox.ts'
import { shownStudy } from './benchWindow.ts'
import { openCrashLog } from './crashLog.ts'
import { openLink } from './externalLinks.ts'
import type { LabClient } from './labClient.ts'
import type { MenuActions } from './menu.ts'
import { exportStudy, pickDataFolder, pickStudyFile } from './studyFiles.ts'
import type { Texts } from './texts.ts'

/** What the menu needs of the application. */
export interface MenuProgram {
  readonly texts: Texts
  readonly window: () => BrowserWindow | undefined
  /** Brings the window to the front, or a new one, on the screen that `hash` names. */
  readonly show: (hash?: string) => BrowserWindow
  readonly openFiles: (paths: readonly string[]) => void
  /** Asks the lab for something; the user is told if there is none or it refuses. */
  readonly ask: (request: (lab: LabClient) => Promise<unknown>) => void
  /** Does something; the user is told if it fails. */
  readonly attempt: (act: () => Promise<unknown>) => void
  /** Version of onnxruntime, once a lab has told. */
  readonly onnxruntime: () => string | undefined
}

/** What the entries of the menu do in the application. */
export function menuActions({ texts, window, show, openFiles, ask, attempt, onnxruntime }: MenuProgram): MenuActions {
  return {
    show: (hash) => void show(hash),
    showOfStudy: (screen) => {
      const shown = window()
      const id = shown && shownStudy(shown)
      show(id === undefined ? '#/' : `#/study/${id}/${screen}`)
    },
    edit: (what) => window()?.webContents.send(editMessage, what),
    openStudy: () => {
      attempt(async () => {
        const path = await pickStudyFile(show(), texts)
        if (path !== undefined) openFiles([path])
      })
    },
    openSample: () => ask(async (lab) => show(`#/study/${(await lab.studies.openSample()).id}/spaces`)),
    exportStudy: () => {
      ask(async (lab) => {
        const shown = window()
        const id = shown && shownStudy(shown)
        if (id === undefined) throw new RangeError(texts.noStudy)
        await exportStudy(shown!, lab, id, texts)
      })
    },
    startQueue: () => ask((lab) => lab.queue.start()),
    stopQueue: () => ask((lab) => lab.queue.stop()),
    openPaper: () => openLink('https://arxiv.org/abs/2003.13678'),
    addData: () => {
      attempt(async () => {
        const folder = await pickDataFolder(show(), texts)
        if (folder !== undefined) show(`#/data?folder=${encodeURIComponent(folder)}`)
      })
    },
    openLicences,
    openCrashLog,
    showAbout: () => {
      attempt(async () => {
        if (await showAbout(show(), { texts, onnxruntime: onnxruntime() })) openLicences()
      })
    },
  }
}

function openLicences(): void {
  const packaged = join(process.resourcesPath, 'licences.txt')
  void shell.openPath(existsSync(packaged) ? packaged : join(app.getAppPath(), 'LICENSE'))
}
