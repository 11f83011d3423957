import { app, dialog, Menu, session } from 'electron'
import { join } from 'node:path'
import { newTrialFolder } from '#main/disk/temporaryFolder.ts'
import { messageOf } from '#shared/sentences/sentence.ts'
import { registerScheme, serveWindow } from './windows/appProtocol.ts'
import { keepCrashDumps, recordCrash } from './program/crashLog.ts'
import { Desktop } from './desktop.ts'
import { endInGoodOrder } from './program/systemShutdown.ts'
import { hardenPages, hardenSession } from './windows/hardening.ts'
import { startLabProcess, type LabProgram, type StartLab } from './lab/startLab.ts'
import { isGone, labToOpen, type LabPlace } from './labs/labFolder.ts'
import { memoryVariable } from './program/memoryVariable.ts'
import { becomeOneInstance } from './labs/oneInstance.ts'
import { outsideArchive, plainNode } from './program/plainNode.ts'
import { tasksIn } from './menus/quickTasks.ts'
import { runSelfTest, selfTestOption } from './selfTest.ts'
import { dataDirIn } from './program/shellOptions.ts'
import { studyFilesIn } from './files/studyFiles.ts'
import { textsOfSystem } from './texts/texts.ts'

/** Starts the application, or passes its command line to the instance that already has this lab open. */
export function startShell(startLab: StartLab = startLabProcess): void {
  // No process of the program may run as Electron's Node.
  delete process.env['ELECTRON_RUN_AS_NODE']
  const isSelfTest = process.argv.includes(selfTestOption)
  app.setName('RegNet Lab Bench')
  app.setAppUserModelId('app.regnet.labbench')
  let place: LabPlace
  try {
    place = isSelfTest
      ? { folder: newTrialFolder(), by: 'named' }
      : labToOpen(dataDirIn(process.argv, process.cwd()), process.argv)
    if (isSelfTest) process.env[memoryVariable] = join(place.folder, 'window')
    if (!becomeOneInstance(place.folder, { mayBeside: !isGone(place) })) {
      app.quit()
      return
    }
  } catch (error) {
    endWith(error)
    return
  }
  keepCrashDumps()
  app.enableSandbox()
  registerScheme()
  hardenPages((hash) => desktop?.openWindow(hash))
  // Otherwise Electron builds an unneeded default menu.
  Menu.setApplicationMenu(null)

  /** Files and tasks received from the system before the application could open them. */
  const early = studyFilesIn(process.argv, process.cwd())
  const earlyTasks = tasksIn(process.argv)
  let desktop: Desktop | undefined
  const openFiles = (paths: readonly string[]) => (desktop ? desktop.openFiles(paths) : early.push(...paths))

  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFiles([path])
  })
  app.on('second-instance', (_event, commandLine, folder) => {
    desktop?.show()
    openFiles(studyFilesIn(commandLine, folder))
    const tasks = tasksIn(commandLine)
    if (desktop) desktop.doTasks(tasks)
    else earlyTasks.push(...tasks)
  })
  app.on('activate', () => desktop?.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !desktop?.livesOn) app.quit()
  })
  app.on('before-quit', (event) => {
    if (desktop && !desktop.mayQuit()) event.preventDefault()
  })
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason !== 'clean-exit') recordCrash(name ?? type, { reason, exitCode })
  })
  process.on('uncaughtExceptionMonitor', (error) => recordCrash('shell', { errorText: error.stack ?? error.message }))
  void app
    .whenReady()
    .then(() => {
      hardenSession()
      serveWindow(join(app.getAppPath(), 'out/renderer'))
      const opened = new Desktop(startLab, labProgram(place.folder), place)
      desktop = opened
      opened.saveFilesOf(session.defaultSession)
      endInGoodOrder(() => void opened.close())
      opened.start()
      opened.openFiles(early)
      opened.doTasks(earlyTasks)
      if (isSelfTest) void runSelfTest(opened.tested)
    })
    .catch(endWith)
}

/** Says why the program cannot start, and exits. */
function endWith(error: unknown): void {
  dialog.showErrorBox(app.name, textsOfSystem(app.getPreferredSystemLanguages()).said(messageOf(error)))
  app.exit(1)
}

function labProgram(dataDir: string): LabProgram {
  const appPath = app.getAppPath()
  const { isPackaged } = app
  const { resourcesPath, platform, env } = process
  const entry = outsideArchive(join(appPath, 'out/main/src-main/hosts/electron/lab/labProcess.js'))
  return { dataDir, entry, node: plainNode({ isPackaged, resourcesPath, appPath, platform, env }) }
}
