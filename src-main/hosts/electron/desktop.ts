import { app, dialog, Menu, type BrowserWindow } from 'electron'
import { sentenceOf } from '#shared/contract/errors.ts'
import type { StudySummary } from '#shared/contract/studies.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import { handPort, openBenchWindow, showWindow } from './benchWindow.ts'
import { recordCrash } from './crashLog.ts'
import { createLabClient, type LabClient } from './labClient.ts'
import { LabSupervisor, type LabCrash, type LabProgram } from './labSupervisor.ts'
import { askAboutFault, askToWait } from './labTrouble.ts'
import { menuTemplate, type MenuActions } from './menu.ts'
import { menuActions } from './menuActions.ts'
import { watchPage } from './pageTrouble.ts'
import { askToQuit } from './quitting.ts'
import { importStudy } from './studyFiles.ts'
import type { Texts } from './texts.ts'
import { isTraining, TrainingManners } from './trainingManners.ts'

const attendEveryMs = 2000
/** A lab that takes longer to answer is not waited for when the user wants to quit. */
const answerWithinMs = 3000
/** After so many labs that did not last the user is told. */
const toldAfterCrashes = 3

/** The application once Electron is ready: one window, one lab, and what the system is told of both. */
export class Desktop {
  readonly #texts: Texts
  readonly #lab: LabSupervisor
  readonly #manners: TrainingManners
  readonly #actions: MenuActions
  #client: LabClient | undefined
  #window: BrowserWindow | undefined
  #onnxruntime: string | undefined
  #studies: StudySummary[] = []
  /** Files that wait for a lab. */
  readonly #files: string[] = []
  #attending: NodeJS.Timeout | undefined
  #ending: 'asking' | 'finishing' | 'closing' | 'closed' | undefined

  constructor(program: LabProgram, texts: Texts) {
    this.#texts = texts
    this.#lab = new LabSupervisor(program, {
      ready: () => void this.#labIsReady(),
      fault: (said) => void this.#labIsFaulty(said),
      replaced: () => this.#labIsAway(),
      crashed: (details) => this.#labCrashed(details),
    })
    this.#manners = new TrainingManners({
      texts,
      windows: () => (this.#window ? [this.#window] : []),
      show: (hash) => this.show(hash),
    })
    this.#actions = menuActions({
      texts,
      window: () => this.#window,
      show: (hash) => this.show(hash),
      openFiles: (paths) => this.openFiles(paths),
      ask: (request) => this.#ask(request),
      attempt: (act) => void this.#attempt(act),
      onnxruntime: () => this.#onnxruntime,
    })
  }

  start(): void {
    this.#buildMenu()
    this.show()
    this.#lab.start()
  }

  /** Brings the window to the front, or a new one, on the screen that `hash` names. */
  show(hash?: string): BrowserWindow {
    if (this.#window) {
      showWindow(this.#window, hash)
      return this.#window
    }
    const window = openBenchWindow(this.#lab, hash)
    watchPage(window, this.#texts)
    window.on('close', (event) => {
      // Elsewhere than on macOS the program ends with its window, so that has to be asked first.
      if (process.platform === 'darwin' || this.#ending === 'closed') return
      event.preventDefault()
      app.quit()
    })
    window.on('closed', () => (this.#window = undefined))
    window.on('session-end', () => void this.close())
    this.#window = window
    return window
  }

  /** Opens studies' files, as soon as there is a lab, and shows the last. */
  openFiles(paths: readonly string[]): void {
    this.#files.push(...paths)
    if (!this.#client) return
    for (const path of this.#files.splice(0)) {
      this.#ask(async (lab) => this.show(await importStudy(lab, path)))
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
    await this.#lab.close()
    this.#ending = 'closed'
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
    if (this.#window) handPort(this.#window, this.#lab)
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
    await this.#manners.follow(status, lab)
    const isDone = !isTraining(status) && (status.runs.queued === 0 || !status.isRunning)
    if (this.#ending === 'finishing' && isDone) await this.close()
    else if (this.#window?.isFocused()) await this.#readStudies(lab)
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
    }
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(around, this.#actions)))
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

  async #attempt(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      const detail = this.#texts.said(sentenceOf(error))
      await dialog.showMessageBox({ type: 'error', message: this.#texts.failed, detail })
    }
  }
}
