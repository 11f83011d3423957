import { app, dialog, Menu, powerMonitor } from 'electron'
import { join, resolve } from 'node:path'
import { newTrialFolder } from '#main/disk/temporaryFolder.ts'
import { defaultDataFolder } from '#main/hosts/window/dataFolder.ts'
import { saidBy } from '#shared/sentences/sentence.ts'
import { registerScheme, serveWindow } from './appProtocol.ts'
import { keepCrashDumps, recordCrash } from './crashLog.ts'
import { Desktop } from './desktop.ts'
import { hardenPages, hardenSession } from './hardening.ts'
import { startLabProcess, type LabProgram, type StartLab } from './lab/startLab.ts'
import { outsideArchive, plainNode } from './plainNode.ts'
import { runSelfTest, selfTestOption } from './selfTest.ts'
import { studyFilesIn } from './studyFiles.ts'
import { textsOfSystem } from './texts.ts'

/** Starts the application, or hands its command line to the one that has this lab open already. */
export function startShell(startLab: StartLab = startLabProcess): void {
  const isSelfTest = process.argv.includes(selfTestOption)
  const dataDir = isSelfTest
    ? newTrialFolder()
    : resolve(app.commandLine.getSwitchValue('data-dir') || defaultDataFolder())
  app.setName('RegNet Lab Bench')
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

  /** Files that the system named before there was an application to open them. */
  const early = studyFilesIn(process.argv, process.cwd())
  let desktop: Desktop | undefined
  const openFiles = (paths: readonly string[]) => (desktop ? desktop.openFiles(paths) : early.push(...paths))

  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFiles([path])
  })
  app.on('second-instance', (_event, commandLine, folder) => {
    desktop?.show()
    openFiles(studyFilesIn(commandLine, folder))
  })
  app.on('activate', () => desktop?.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
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
      desktop = new Desktop(startLab, labProgram(dataDir))
      powerMonitor.on('shutdown', pauseBeforeShutdown)
      desktop.start()
      desktop.openFiles(early)
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
