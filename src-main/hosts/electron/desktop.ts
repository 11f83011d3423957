import { app, dialog, type Session } from 'electron'
import { sentenceOf } from '#shared/contract/errors.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import { print, saveAsPdf } from './files/paper.ts'
import { GivenFiles, importStudy, isLookedInto } from './files/studyFiles.ts'
import type { LabProgram, StartLab } from './lab/startLab.ts'
import type { LabClient } from './labs/labClient.ts'
import type { LabPlace } from './labs/labFolder.ts'
import { LabSession } from './labs/labSession.ts'
import { AppMenu } from './menus/appMenu.ts'
import { offerContextMenu } from './menus/contextMenu.ts'
import type { MenuActions } from './menus/menu.ts'
import { menuActions } from './menus/menuActions.ts'
import { followMenuState } from './menus/menuState.ts'
import { doTask } from './menus/quickTasks.ts'
import { Ending } from './program/ending.ts'
import type { TestedProgram } from './selfTest.ts'
import { Computer } from './system/computer.ts'
import { isTraining, PowerAndTaskbar } from './system/powerAndTaskbar.ts'
import type { Texts } from './texts/texts.ts'
import { Appearance } from './windows/appearance.ts'
import type { BenchWindow } from './windows/benchWindow.ts'
import { BenchWindows } from './windows/benchWindows.ts'
import { desktopPorts } from './windows/desktopPorts.ts'
import { followVisitedKeys } from './windows/historyNavigation.ts'
import { watchRenderer } from './windows/rendererCrash.ts'
import { zoomByWheel } from './windows/zoom.ts'

/** The application once Electron is ready: its windows, one lab, and what it reports to the system about both. */
export class Desktop {
  readonly #appearance = new Appearance()
  readonly #lab: LabSession
  readonly #ending: Ending
  readonly #windows: BenchWindows
  readonly #powerAndTaskbar: PowerAndTaskbar
  readonly #computer: Computer
  readonly #actions: MenuActions
  readonly #menu: AppMenu
  /** Files and tasks waiting for a lab. */
  readonly #files: string[] = []
  readonly #tasks: string[] = []
  readonly #given = new GivenFiles()

  constructor(startLab: StartLab, program: LabProgram, place: LabPlace) {
    const texts = () => this.#texts
    this.#ending = new Ending({ texts, status: () => this.#lab.queueStatus(), end: () => this.#end() })
    this.#lab = new LabSession(startLab, program, place, {
      texts,
      window: () => this.#windows.current,
      startAnew: (options) => this.#ending.closeAndStart(options),
      ready: (lab) => this.#labIsReady(lab),
      away: () => {
        this.#powerAndTaskbar.rest()
        this.#computer.rest()
      },
      attend: (status, lab) => this.#attend(status, lab),
      quit: () => this.close(),
    })
    // A window requests its ports when it has loaded.
    const ports = { lab: () => this.#lab.openPortOfWindow(), desktop: (window: BenchWindow) => desktop(window) }
    this.#windows = new BenchWindows(ports, (window) => this.#windowOpened(window))
    this.#computer = new Computer({ lab: place.folder, texts, windows: this.#windows, act: () => this.#actions })
    const desktop = desktopPorts({
      appearance: () => this.#appearance.chosen,
      setAppearance: (appearance) => {
        if (this.#appearance.set(appearance)) this.#menu.build()
      },
      openWindow: (hash) => this.openWindow(hash),
      setStudy: (window, study) => {
        window.study = study
        this.#menu.followWindow()
      },
      savePdf: async ({ window }, report) =>
        (await this.#attempt(() => saveAsPdf(window, report, this.#texts))) ?? null,
      print: (report) => this.#attempt(() => print(report, this.#texts)),
      openLab: (folder) => this.#lab.goTo(folder),
      takeFile: (number) => this.#given.take(number),
      computer: this.#computer,
    })
    this.#powerAndTaskbar = new PowerAndTaskbar({
      texts,
      windows: () => this.#windows.all.map(({ window }) => window),
      tell: (notice) => this.#computer.notices.tell(notice),
    })
    this.#actions = menuActions({
      texts,
      windows: this.#windows,
      openFiles: (paths) => this.openFiles(paths),
      ask: (request) => this.#ask(request),
      openLab: (folder) => this.#lab.goTo(folder),
      showLab: () => this.#computer.showLab(),
      attempt: (act) => void this.#attempt(act),
      onnxruntime: () => this.#lab.onnxruntime,
    })
    this.#menu = new AppMenu({ texts, windows: this.#windows, lab: place.folder, act: this.#actions })
  }

  get #texts(): Texts {
    return this.#appearance.texts
  }

  start(): void {
    this.#menu.build()
    this.#windows.show()
    this.#lab.start()
  }

  /** Lets the user decide where files saved by pages go. */
  saveFilesOf(session: Session): void {
    this.#computer.downloads.attach(session)
  }

  /** Performs the tasks chosen from the program's icon, as soon as a lab answers. */
  doTasks(tasks: readonly string[]): void {
    this.#tasks.push(...tasks)
    if (!this.#lab.client) return
    for (const task of this.#tasks.splice(0)) doTask(task, this.#actions)
  }

  /** Opens study files, as soon as a lab answers, and shows the last one. */
  openFiles(paths: readonly string[]): void {
    this.#files.push(...paths)
    if (!this.#lab.client) return
    for (const path of this.#files.splice(0)) {
      this.#ask(async (lab) =>
        this.#windows.show(isLookedInto(path) ? await this.#given.give(path) : await importStudy(lab, path)),
      )
    }
  }

  /** Brings a window to the front, e.g. when the program is started a second time. */
  show(): void {
    if (this.#ending.hasBegun) this.#ending.startAgain()
    else this.#windows.show()
  }

  /** Opens another window on the screen named by `hash`. */
  openWindow(hash: string): void {
    this.#windows.open(hash)
  }

  /** Whether the program continues without a window. */
  get livesOn(): boolean {
    return this.#computer.livesOn
  }

  /** Whether the program may quit now; if not, asks the user, and quits later or stays. */
  mayQuit(): boolean {
    return this.#ending.mayQuit()
  }

  /** Pauses training, closes the lab and then quits. */
  close(): Promise<void> {
    return this.#ending.close()
  }

  /** The interface of the program for its self-test. */
  get tested(): TestedProgram {
    return {
      client: () => this.#lab.client,
      window: () => this.#windows.current,
      killLab: () => this.#lab.kill(),
      close: () => this.close(),
    }
  }

  #windowOpened({ window }: BenchWindow): void {
    watchRenderer(window, () => this.#texts)
    offerContextMenu(
      window,
      () => this.#texts,
      (hash) => this.openWindow(hash),
    )
    followVisitedKeys(window)
    zoomByWheel(window.webContents)
    followMenuState(window, () => this.#menu.followWindow())
    window.on('close', (event) => {
      // Except on macOS, closing the last window quits the program, so ask first.
      const isLast = this.#windows.all.length === 1
      if (process.platform === 'darwin' || !isLast || this.#ending.isDone) return
      if (this.livesOn) {
        this.#computer.tellItLivesOn()
        if (process.platform !== 'win32') return
        // Windows queries only windows before the session ends.
        event.preventDefault()
        window.hide()
        return
      }
      event.preventDefault()
      app.quit()
    })
    // Windows kills the process when the session ends, unless a window asks it to wait.
    window.on('query-session-end', (event) => {
      if (!this.#computer.trains || this.#ending.isDone) return
      event.preventDefault()
      void this.close()
    })
    window.on('session-end', () => void this.close())
  }

  async #end(): Promise<void> {
    this.#lab.rest()
    this.#powerAndTaskbar.rest()
    this.#computer.end()
    // Pausing writes a checkpoint of every network, which may take a while during which windows are unusable.
    for (const { window } of this.#windows.all) window.hide()
    await this.#lab.close()
  }

  #labIsReady(lab: LabClient): void {
    for (const window of this.#windows.all) window.handPort()
    this.openFiles([])
    this.doTasks([])
    void this.#readStudies(lab).catch(() => undefined)
  }

  /** Updates the system and the menu after a change in the lab. */
  async #attend(status: QueueStatus, lab: LabClient): Promise<void> {
    if (this.#ending.hasBegun) return
    await this.#computer.follow(status, lab)
    await this.#powerAndTaskbar.follow(status, lab)
    const isDone = !isTraining(status) && (status.runs.queued === 0 || !status.isRunning)
    const isLeft = this.#windows.all.length === 0 && !this.#computer.isReached
    if ((this.#ending.waitsForQueue || isLeft) && isDone) await this.close()
    else if (this.#windows.hasFocus) await this.#readStudies(lab)
  }

  async #readStudies(lab: LabClient): Promise<void> {
    this.#menu.followStudies(await lab.studies.list({}))
  }

  /** Sends a request to the lab; tells the user if no lab answers or it refuses. */
  #ask(request: (lab: LabClient) => Promise<unknown>): void {
    void this.#attempt(() => this.#lab.ask(request))
  }

  /** The result of an action; undefined if it failed, after telling the user. */
  async #attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act()
    } catch (error) {
      const detail = this.#texts.said(sentenceOf(error))
      await dialog.showMessageBox({ type: 'error', message: this.#texts.t('desktop.failed'), detail })
      return undefined
    }
  }
}
