import { app, dialog, Menu, powerMonitor, session } from 'electron'
import { join, resolve } from 'node:path'
import { newTrialFolder } from '#main/disk/temporaryFolder.ts'
import { saidBy } from '#shared/sentences/sentence.ts'
import { registerScheme, serveWindow } from './appProtocol.ts'
import { keepCrashDumps, recordCrash } from './crashLog.ts'
import { Desktop } from './desktop.ts'
import { hardenPages, hardenSession } from './hardening.ts'
import { startLabProcess, type LabProgram, type StartLab } from './lab/startLab.ts'
import { labToOpen, type LabPlace } from './labFolder.ts'
import { memoryVariable } from './memoryVariable.ts'
import { outsideArchive, plainNode } from './plainNode.ts'
import { tasksIn } from './quickTasks.ts'
import { runSelfTest, selfTestOption } from './selfTest.ts'
import { studyFilesIn } from './studyFiles.ts'
import { textsOfSystem } from './texts.ts'

/** Starts the application, or hands its command line to the one that has this lab open already. */
export function startShell(startLab: StartLab = startLabProcess): void {
  const isSelfTest = process.argv.includes(selfTestOption)
  app.setName('RegNet Lab Bench')
  const named = app.commandLine.getSwitchValue('data-dir')
  const place: LabPlace = isSelfTest
    ? { folder: newTrialFolder(), by: 'named' }
    : labToOpen(named === '' ? undefined : resolve(named), process.argv)
  const { folder: dataDir } = place
  if (isSelfTest) process.env[memoryVariable] = join(dataDir, 'window')
  app.setAppUserModelId('app.regnet.labbench')
  // Beside the studies that the window shows: one instance for each lab.
  app.setPath('userData', join(dataDir, 'window'))
  app.setAppLogsPath(join(dataDir, 'window', 'logs'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  keepCrashDumps()
  app.enableSandbox()
  registerScheme()
  hardenPages()
  // Nobody needs the default one that is built otherwise.
  Menu.setApplicationMenu(null)

  /** Files and tasks that the system named before there was an application to open them. */
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
  // Nobody can be asked by a signal: what trains is paused.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (desktop) void desktop.close()
      else app.quit()
    })

  // The event is missing in Electron's declarations: by it the system waits until the program has ended.
  const pauseBeforeShutdown = (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    void desktop?.close()
  }
  void app
    .whenReady()
    .then(() => {
      hardenSession()
      serveWindow(join(app.getAppPath(), 'out/renderer'))
      desktop = new Desktop(startLab, labProgram(dataDir), place)
      desktop.saveFilesOf(session.defaultSession)
      powerMonitor.on('shutdown', pauseBeforeShutdown)
      desktop.start()
      desktop.openFiles(early)
      desktop.doTasks(earlyTasks)
      if (isSelfTest) void runSelfTest(desktop.tested)
    })
    .catch((error: unknown) => {
      dialog.showErrorBox(app.name, textsOfSystem(app.getPreferredSystemLanguages()).said(saidBy(error)))
      app.exit(1)
    })
}

function labProgram(dataDir: string): LabProgram {
  const appPath = app.getAppPath()
  const { isPackaged } = app
  const { resourcesPath, platform, env } = process
  const entry = outsideArchive(join(appPath, 'out/main/src-main/hosts/electron/lab/labProcess.js'))
  return { dataDir, entry, node: plainNode({ isPackaged, resourcesPath, appPath, platform, env }) }
}
