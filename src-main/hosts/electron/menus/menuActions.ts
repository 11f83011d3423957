import { app, shell } from 'electron'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { commandMessage } from '#shared/contract/portMessage.ts'
import { showAbout } from './aboutBox.ts'
import type { BenchWindows } from '../windows/benchWindows.ts'
import { openCrashLog } from '../program/crashLog.ts'
import { openLink } from '../windows/externalLinks.ts'
import type { LabClient } from '../labs/labClient.ts'
import { openLabLog } from '../labs/labLog.ts'
import type { MenuActions } from './menu.ts'
import { exportStudy, pickDataFolder, pickStudyFile } from '../files/studyFiles.ts'
import type { Texts } from '../texts/texts.ts'
import { goThroughVisited } from '../windows/historyNavigation.ts'
import { zoom } from '../windows/zoom.ts'

/** What the menu's actions need from the application. */
export interface MenuProgram {
  readonly texts: () => Texts
  readonly windows: BenchWindows
  readonly openFiles: (paths: readonly string[]) => void
  /** Sends a request to the lab; tells the user if no lab answers or it refuses. */
  readonly ask: (request: (lab: LabClient) => Promise<unknown>) => void
  readonly openLab: (folder: string | undefined) => Promise<void>
  readonly showLab: () => void
  /** Performs an action; tells the user if it fails. */
  readonly attempt: (act: () => Promise<unknown>) => void
  /** Version of onnxruntime, once a lab has reported it. */
  readonly onnxruntime: () => string | undefined
}

/** The actions of the menu's entries. */
export function menuActions(program: MenuProgram): MenuActions {
  const { texts, windows, openFiles, ask, attempt, onnxruntime } = program
  return {
    newWindow: () => void windows.open(),
    showWindow: (number) => windows.all.find((window) => window.number === number)?.show(),
    show: (hash) => void windows.show(hash),
    showOfStudy: (screen) => {
      const id = windows.current?.study
      windows.show(id === undefined ? '#/' : `#/study/${id}/${screen}`)
    },
    tellPage: (command) => windows.current?.window.webContents.send(commandMessage, command),
    goThroughVisited: (way) => {
      if (windows.current) goThroughVisited(windows.current.window, way)
    },
    zoom: (direction) => {
      if (windows.current) zoom(windows.current.window.webContents, direction)
    },
    openStudy: () => {
      attempt(async () => {
        const path = await pickStudyFile(windows.show().window, texts())
        if (path !== undefined) openFiles([path])
      })
    },
    openSample: () => ask(async (lab) => windows.show(`#/study/${(await lab.studies.openSample()).id}/spaces`)),
    openLab: (folder) => attempt(() => program.openLab(folder)),
    showLab: () =>
      attempt(() => {
        program.showLab()
        return Promise.resolve()
      }),
    exportStudy: () => {
      ask(async (lab) => {
        const { current } = windows
        const id = current?.study
        if (id === undefined) throw new RangeError(texts().t('desktop.noStudy'))
        await exportStudy(current!.window, lab, id, texts())
      })
    },
    startQueue: () => ask((lab) => lab.queue.start()),
    stopQueue: () => ask((lab) => lab.queue.stop()),
    openPaper: () => openLink('https://arxiv.org/abs/2003.13678'),
    addData: () => {
      attempt(async () => {
        const folder = await pickDataFolder(windows.show().window, texts())
        if (folder !== undefined) windows.show(`#/data?folder=${encodeURIComponent(folder)}`)
      })
    },
    openLicences,
    openCrashLog,
    openLabLog,
    showAbout: () => {
      attempt(async () => {
        if (await showAbout(windows.show().window, { texts: texts(), onnxruntime: onnxruntime() })) openLicences()
      })
    },
  }
}

function openLicences(): void {
  const packaged = join(process.resourcesPath, 'licences.txt')
  void shell.openPath(existsSync(packaged) ? packaged : join(app.getAppPath(), 'LICENSE'))
}
