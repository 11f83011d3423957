import { app, dialog, Menu } from 'electron'
import { sentenceOf } from '#shared/contract/errors.ts'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { Appearance } from './appearance.ts'
import type { BenchWindow } from './benchWindow.ts'
import { BenchWindows } from './benchWindows.ts'
import { offerContextMenu } from './contextMenu.ts'
import { recordCrash } from './crashLog.ts'
import { desktopPorts } from './desktopPorts.ts'
import type { LabProgram, StartLab } from './lab/startLab.ts'
import { createLabClient, type LabClient } from './labClient.ts'
import { LabSupervisor, type LabCrash } from './labSupervisor.ts'
import { askAboutFault, askToWait } from './labTrouble.ts'
import { menuNeeds, menuTemplate, type MenuActions } from './menu.ts'
import { menuActions } from './menuActions.ts'
import { followMenuState, menuStateOf, setMenuState } from './menuState.ts'
import { watchPage } from './pageTrouble.ts'
import { print, saveAsPdf } from './paper.ts'
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
  readonly #actions: MenuActions
  #client: LabClient | undefined
  #onnxruntime: string | undefined
  #studies: StudySummary[] = []
  #isTraining = false
  /** Files that wait for a lab. */
  readonly #files: string[] = []
  #attending: NodeJS.Timeout | undefined
  #ending: 'asking' | 'finishing' | 'closing' | 'closed' | undefined
  /** Whether the user has started the program anew while it was ending. */
  #isWantedAgain = false

  constructor(startLab: StartLab, program: LabProgram) {
    this.#lab = new LabSupervisor(startLab, program, {
      ready: () => void this.#labIsReady(),
      fault: (said) => void this.#labIsFaulty(said),
      replaced: () => this.#labIsAway(),
      crashed: (details) => this.#labCrashed(details),
    })
    const desktop = desktopPorts({
      setAppearance: (appearance) => {
        if (this.#appearance.set(appearance)) this.#buildMenu()
      },
      openWindow: (hash) => this.openWindow(hash),
      setStudy: (window, study) => {
        window.study = study
        this.#setMenuState()
      },
      savePdf: async ({ window }, report) =>
        (await this.#attempt(() => saveAsPdf(window, report, this.#texts))) ?? null,
      print: (report) => this.#attempt(() => print(report, this.#texts)),
    })
    this.#windows = new BenchWindows({ lab: () => this.#lab.openPortOfWindow(), desktop }, (window) =>
      this.#windowOpened(window),
    )
    const texts = () => this.#texts
    this.#manners = new TrainingManners({
      texts,
      windows: () => this.#windows.all.map(({ window }) => window),
      show: (hash) => void this.#windows.show(hash),
    })
    this.#actions = menuActions({
      texts,
      windows: this.#windows,
      openFiles: (paths) => this.openFiles(paths),
      ask: (request) => this.#ask(request),
      attempt: (act) => void this.#attempt(act),
      onnxruntime: () => this.#onnxruntime,
    })
  }

  get #texts(): Texts {
    return this.#appearance.texts
  }

  start(): void {
    this.#buildMenu()
    this.#windows.show()
    this.#lab.start()
  }

  /** Brings a window to the front, also when the program is started once more. */
  show(): void {
    if (this.#ending === 'closing' || this.#ending === 'closed') this.#isWantedAgain = true
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
    followMenuState(window, () => this.#setMenuState())
    window.on('close', (event) => {
      // Elsewhere than on macOS the program ends with its last window, so that has to be asked first.
      const isLast = this.#windows.all.length === 1
      if (process.platform === 'darwin' || !isLast || this.#ending === 'closed') return
      event.preventDefault()
      app.quit()
    })
    // Windows ends the process at once when the session ends, unless it is asked to wait before.
    window.on('query-session-end', (event) => {
      if (!this.#isTraining || this.#ending === 'closed') return
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
    // Pausing writes a checkpoint of every network, which can take a while in which nothing is to be done in a window.
    for (const { window } of this.#windows.all) window.hide()
    await this.#lab.close()
    this.#ending = 'closed'
    if (this.#isWantedAgain) app.relaunch()
    app.quit()
  }

  async #askAndQuit(): Promise<void> {
    this.#ending = 'asking'
    const signal = AbortSignal.timeout(answerWithinMs)
    const status = await this.#client?.queue.status(undefined, { signal }).catch(() => undefined)
    const answer = await askToQuit(status, this.#texts)
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
    try {
      this.#onnxruntime = (await lab.system.info()).onnxruntime
      await this.#readStudies(lab)
    } catch {
      // It is gone again, which is told elsewhere; the next one is asked anew.
    }
  }

  async #labIsFaulty(said: Sentence): Promise<void> {
    const answer = await askAboutFault(said, this.#texts)
    if (answer === 'quit') await this.close()
    else this.#lab.start({ beside: answer === 'newLab' })
  }

  #labCrashed(details: LabCrash): void {
    recordCrash('lab', { ...details })
    this.#labIsAway()
    if (details.inARow === toldAfterCrashes) void this.#labKeepsEnding(details.errorText)
  }

  #labIsAway(): void {
    this.#client = undefined
    this.#isTraining = false
    clearInterval(this.#attending)
    this.#manners.rest()
  }

  async #labKeepsEnding(errorText: string): Promise<void> {
    if (!(await askToWait(errorText, this.#texts))) await this.close()
  }

  /** Tells the system and the menu what has changed in the lab. */
  async #attend(lab: LabClient): Promise<void> {
    const status = await lab.queue.status()
    if (this.#client !== lab || this.#ending === 'closing') return
    this.#isTraining = isTraining(status)
    await this.#manners.follow(status, lab)
    const isDone = !this.#isTraining && (status.runs.queued === 0 || !status.isRunning)
    if (this.#ending === 'finishing' && isDone) await this.close()
    else if (this.#windows.hasFocus) await this.#readStudies(lab)
  }

  async #readStudies(lab: LabClient): Promise<void> {
    const studies = await lab.studies.list({})
    const names = (list: readonly StudySummary[]) => JSON.stringify(list.map(({ id, name }) => [id, name]))
    if (names(studies) === names(this.#studies)) return
    this.#studies = studies
    this.#buildMenu()
  }

  #buildMenu(): void {
    const around = {
      texts: this.#texts,
      platform: process.platform,
      isPackaged: app.isPackaged,
      studies: this.#studies,
      state: menuStateOf(this.#windows.current),
    }
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(around, this.#actions)))
  }

  #setMenuState(): void {
    const menu = Menu.getApplicationMenu()
    if (menu) setMenuState(menu, menuNeeds, menuStateOf(this.#windows.current))
  }

  /** Asks the lab for something; the user is told if there is none or it refuses. */
  #ask(request: (lab: LabClient) => Promise<unknown>): void {
    void this.#attempt(async () => {
      const lab = this.#client
      if (!lab) throw new RangeError(this.#texts.labAway)
      await request(lab).catch((error: unknown) => {
        throw this.#client === lab ? error : new RangeError(this.#texts.labAway)
      })
    })
  }

  /** What an act gives; undefined: it failed, which the user has been told. */
  async #attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act()
    } catch (error) {
      const detail = this.#texts.said(sentenceOf(error))
      await dialog.showMessageBox({ type: 'error', message: this.#texts.failed, detail })
      return undefined
    }
  }
}
