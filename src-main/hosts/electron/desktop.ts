import { app, dialog, type RelaunchOptions, type Session } from 'electron'
import { sentenceOf } from '#shared/contract/errors.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { Appearance } from './appearance.ts'
import { AppMenu } from './appMenu.ts'
import type { BenchWindow } from './benchWindow.ts'
import { BenchWindows } from './benchWindows.ts'
import { Computer } from './computer.ts'
import { offerContextMenu } from './contextMenu.ts'
import { recordCrash } from './crashLog.ts'
import { desktopPorts } from './desktopPorts.ts'
import type { LabProgram, StartLab } from './lab/startLab.ts'
import { createLabClient, type LabClient } from './labClient.ts'
import { rememberLab, requireLabFolder, type LabPlace } from './labFolder.ts'
import { LabSupervisor, type LabCrash } from './labSupervisor.ts'
import { LabSwitch } from './labSwitch.ts'
import { askToWait } from './labTrouble.ts'
import type { MenuActions } from './menu.ts'
import { menuActions } from './menuActions.ts'
import { followMenuState } from './menuState.ts'
import { watchPage } from './pageTrouble.ts'
import { print, saveAsPdf } from './paper.ts'
import { doTask } from './quickTasks.ts'
import { askToQuit } from './quitting.ts'
import type { TestedProgram } from './selfTest.ts'
import { importStudy } from './studyFiles.ts'
import type { Texts } from './texts.ts'
import { isTraining, TrainingManners } from './trainingManners.ts'
import { followVisitedKeys } from './visited.ts'
import { zoomByWheel } from './zooming.ts'

const attendEveryMs = 2000
/** A lab that takes longer to answer is not waited for when the user wants to quit. */
const answerWithinMs = 3000
/** After so many labs that did not last the user is told. */
const toldAfterCrashes = 3

/** The application once Electron is ready: its windows, one lab, and what the system is told of both. */
export class Desktop {
  readonly #appearance = new Appearance()
  readonly #lab: LabSupervisor
  readonly #windows: BenchWindows
  readonly #manners: TrainingManners
  readonly #computer: Computer
  readonly #place: LabPlace
  readonly #labSwitch: LabSwitch
  readonly #actions: MenuActions
  readonly #menu: AppMenu
  #client: LabClient | undefined
  #onnxruntime: string | undefined
  /** Files and tasks that wait for a lab. */
  readonly #files: string[] = []
  readonly #tasks: string[] = []
  #attending: NodeJS.Timeout | undefined
  #ending: 'asking' | 'finishing' | 'closing' | 'closed' | undefined
  /** Whether the lab's folder was not there when the program started. */
  #wasGone = false
  /** How the program starts when it has ended, if the user wants that. */
  #relaunch: RelaunchOptions | undefined

  constructor(startLab: StartLab, program: LabProgram, place: LabPlace) {
    this.#place = place
    this.#lab = new LabSupervisor(startLab, program, {
      ready: () => void this.#labIsReady(),
      fault: (said) => void this.#labIsFaulty(said),
      replaced: () => this.#labIsAway(),
      crashed: (details) => this.#labCrashed(details),
    })
    const texts = () => this.#texts
    // A window asks for its ports when it has loaded.
    const ports = { lab: () => this.#lab.openPortOfWindow(), desktop: (window: BenchWindow) => desktop(window) }
    this.#windows = new BenchWindows(ports, (window) => this.#windowOpened(window))
    this.#labSwitch = new LabSwitch(place.folder, {
      texts,
      window: () => this.#windows.current,
      status: () => this.#queueStatus(),
      startAnew: (options) => {
        this.#relaunch = options
        return this.close()
      },
    })
    this.#computer = new Computer({ lab: place.folder, texts, windows: this.#windows, act: () => this.#actions })
    const desktop = desktopPorts({
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
      openLab: (folder) => this.#labSwitch.goTo(folder),
      computer: this.#computer,
    })
    this.#manners = new TrainingManners({
      texts,
      windows: () => this.#windows.all.map(({ window }) => window),
      tell: (notice) => this.#computer.notices.tell(notice),
    })
    this.#actions = menuActions({
      texts,
      windows: this.#windows,
      openFiles: (paths) => this.openFiles(paths),
      ask: (request) => this.#ask(request),
      openLab: (folder) => this.#labSwitch.goTo(folder),
      showLab: () => this.#computer.showLab(),
      attempt: (act) => void this.#attempt(act),
      onnxruntime: () => this.#onnxruntime,
    })
    this.#menu = new AppMenu({ texts, windows: this.#windows, lab: place.folder, act: this.#actions })
  }

  get #texts(): Texts {
    return this.#appearance.texts
  }

  start(): void {
    this.#menu.build()
    this.#windows.show()
    this.#startLab()
  }

  /** Lets the files that pages save go where the user wants them. */
  saveFilesOf(session: Session): void {
    this.#computer.downloads.attach(session)
  }

  /** Does what was chosen at the program's icon, as soon as there is a lab. */
  doTasks(tasks: readonly string[]): void {
    this.#tasks.push(...tasks)
    if (!this.#client) return
    for (const task of this.#tasks.splice(0)) doTask(task, this.#actions)
  }

  /** Whether the program goes on without a window. */
  get livesOn(): boolean {
    return this.#computer.livesOn
  }

  /** Brings a window to the front, also when the program is started once more. */
  show(): void {
    if (this.#ending === 'closing' || this.#ending === 'closed') this.#relaunch ??= {}
    else this.#windows.show()
  }

  /** Opens one more window, on the screen that `hash` names. */
  openWindow(hash: string): void {
    this.#windows.open(hash)
  }

  /** What the program tries out of itself. */
  get tested(): TestedProgram {
    return {
      client: () => this.#client,
      window: () => this.#windows.current,
      killLab: () => this.#lab.kill(),
      close: () => this.close(),
    }
  }

  #windowOpened({ window }: BenchWindow): void {
    watchPage(window, () => this.#texts)
    offerContextMenu(
      window,
      () => this.#texts,
      (hash) => this.openWindow(hash),
    )
    followVisitedKeys(window)
    zoomByWheel(window.webContents)
    followMenuState(window, () => this.#menu.followWindow())
    window.on('close', (event) => {
      // Elsewhere than on macOS the program ends with its last window, so that has to be asked first.
      const isLast = this.#windows.all.length === 1
      if (process.platform === 'darwin' || !isLast || this.#ending === 'closed') return
      if (this.livesOn) {
        this.#computer.tellItLivesOn()
        if (process.platform !== 'win32') return
        // Windows asks windows alone, before the session ends.
        event.preventDefault()
        window.hide()
        return
      }
      event.preventDefault()
      app.quit()
    })
    // Windows ends the process at once when the session ends, unless it is asked to wait before.
    window.on('query-session-end', (event) => {
      if (!this.#computer.trains || this.#ending === 'closed') return
      event.preventDefault()
      void this.close()
    })
    window.on('session-end', () => void this.close())
  }

  /** Opens studies' files, as soon as there is a lab, and shows the last. */
  openFiles(paths: readonly string[]): void {
    this.#files.push(...paths)
    if (!this.#client) return
    for (const path of this.#files.splice(0)) {
      this.#ask(async (lab) => this.#windows.show(await importStudy(lab, path)))
    }
  }

  /** Whether the program may end now; if not, the user is asked and it ends later or stays. */
  mayQuit(): boolean {
    if (this.#ending === 'closed') return true
    if (this.#ending === undefined || this.#ending === 'finishing') void this.#askAndQuit()
    return false
  }

  /** Pauses what trains, ends the lab and then the program. */
  async close(): Promise<void> {
    if (this.#ending === 'closing' || this.#ending === 'closed') return
    this.#ending = 'closing'
    clearInterval(this.#attending)
    this.#manners.rest()
    this.#computer.end()
    // Pausing writes a checkpoint of every network, which can take a while in which nothing is to be done in a window.
    for (const { window } of this.#windows.all) window.hide()
    await this.#lab.close()
    this.#ending = 'closed'
    if (this.#relaunch) app.relaunch(this.#relaunch)
    app.quit()
  }

  async #askAndQuit(): Promise<void> {
    this.#ending = 'asking'
    const answer = await askToQuit(await this.#queueStatus(), this.#texts)
    if (answer === 'quit') await this.close()
    else this.#ending = answer === 'finishFirst' ? 'finishing' : undefined
  }

  async #labIsReady(): Promise<void> {
    const port = this.#lab.openPort()
    if (!port) return
    const lab = createLabClient(port)
    this.#client = lab
    for (const window of this.#windows.all) window.handPort()
    clearInterval(this.#attending)
    this.#attending = setInterval(() => void this.#attend(lab).catch(() => undefined), attendEveryMs)
    this.openFiles([])
    this.doTasks([])
    try {
      rememberLab(this.#place)
      this.#onnxruntime = (await lab.system.info()).onnxruntime
      await this.#readStudies(lab)
    } catch {
      // It is gone again, which is told elsewhere; the next one is asked anew.
    }
  }

  /** Opens the lab, unless its folder is gone. */
  #startLab({ beside = false } = {}): void {
    try {
      requireLabFolder(this.#place)
    } catch (error) {
      this.#wasGone = true
      void this.#labIsFaulty(sentenceOf(error))
      return
    }
    if (this.#wasGone) {
      void this.#labSwitch.comeBack()
      return
    }
    this.#lab.start({ beside })
  }

  async #labIsFaulty(said: Sentence): Promise<void> {
    const answer = await this.#labSwitch.answerFault(said)
    if (answer === 'quit') await this.close()
    else if (answer !== undefined) this.#startLab({ beside: answer === 'newLab' })
  }

  /** What the queue does; undefined where no lab answers in time. */
  async #queueStatus(): Promise<QueueStatus | undefined> {
    const signal = AbortSignal.timeout(answerWithinMs)
    return this.#client?.queue.status(undefined, { signal }).catch(() => undefined)
  }

  #labCrashed(details: LabCrash): void {
    recordCrash('lab', { ...details })
    this.#labIsAway()
    if (details.inARow === toldAfterCrashes) void this.#labKeepsEnding(details.errorText)
  }

  #labIsAway(): void {
    this.#client = undefined
    clearInterval(this.#attending)
    this.#manners.rest()
    this.#computer.rest()
  }

  async #labKeepsEnding(errorText: string): Promise<void> {
    if (!(await askToWait(errorText, this.#texts))) await this.close()
  }

  /** Tells the system and the menu what has changed in the lab. */
  async #attend(lab: LabClient): Promise<void> {
    const status = await lab.queue.status()
    if (this.#client !== lab || this.#ending === 'closing') return
    await this.#computer.follow(status, lab)
    await this.#manners.follow(status, lab)
    const isDone = !isTraining(status) && (status.runs.queued === 0 || !status.isRunning)
    const isLeft = this.#windows.all.length === 0 && !this.#computer.isReached
    if ((this.#ending === 'finishing' || isLeft) && isDone) await this.close()
    else if (this.#windows.hasFocus) await this.#readStudies(lab)
  }

  async #readStudies(lab: LabClient): Promise<void> {
    this.#menu.followStudies(await lab.studies.list({}))
  }

  /** Asks the lab for something; the user is told if there is none or it refuses. */
  #ask(request: (lab: LabClient) => Promise<unknown>): void {
    void this.#attempt(async () => {
      const lab = this.#client
      if (!lab) throw new RangeError(this.#texts.t('desktop.labAway'))
      await request(lab).catch((error: unknown) => {
        throw this.#client === lab ? error : new RangeError(this.#texts.t('desktop.labAway'))
      })
    })
  }

  /** What an act gives; undefined: it failed, which the user has been told. */
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
