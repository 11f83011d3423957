import type { MessagePortMain } from 'electron'
import { sentenceOf } from '#shared/contract/errors.ts'
import type { QueueStatus } from '#shared/contract/queue.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { LabProgram, StartLab } from '../lab/startLab.ts'
import { recordCrash } from '../program/crashLog.ts'
import type { Texts } from '../texts/texts.ts'
import { createLabClient, type LabClient } from './labClient.ts'
import { askToWait } from './labErrorDialog.ts'
import { rememberLab, requireLabFolder, type LabPlace } from './labFolder.ts'
import { LabSupervisor, type LabCrash } from './labSupervisor.ts'
import { LabSwitch } from './labSwitch.ts'

const attendEveryMs = 2000
/** How long quitting waits for the lab's answer. */
const answerWithinMs = 3000
/** After this many crashes in a row the user is told. */
const toldAfterCrashes = 3

export interface LabSessionOptions extends Omit<ConstructorParameters<typeof LabSwitch>[1], 'status'> {
  texts: () => Texts
  /** A lab answers: windows need new ports. */
  ready: (lab: LabClient) => void
  /** The lab is gone. */
  away: () => void
  /** Called every two seconds with the state of the queue. */
  attend: (status: QueueStatus, lab: LabClient) => Promise<void>
  /** Quits the program, because the user wants no lab. */
  quit: () => Promise<void>
}

/** The lab that the program has open, across restarts of its process: sends it requests, and handles its absence. */
export class LabSession {
  readonly #options: LabSessionOptions
  readonly #place: LabPlace
  readonly #supervisor: LabSupervisor
  readonly #switch: LabSwitch
  #client: LabClient | undefined
  #onnxruntime: string | undefined
  #attending: NodeJS.Timeout | undefined
  /** Whether the lab's folder was missing when the program started. */
  #wasGone = false

  constructor(startLab: StartLab, program: LabProgram, place: LabPlace, options: LabSessionOptions) {
    this.#options = options
    this.#place = place
    this.#supervisor = new LabSupervisor(startLab, program, {
      ready: () => void this.#isReady(),
      fault: (said) => void this.#isFaulty(said),
      replaced: () => this.#isAway(),
      crashed: (details) => this.#crashed(details),
    })
    this.#switch = new LabSwitch(place.folder, { ...options, status: () => this.queueStatus() })
  }

  /** The lab, if it answers. */
  get client(): LabClient | undefined {
    return this.#client
  }

  /** Version of onnxruntime, once a lab has reported it. */
  get onnxruntime(): string | undefined {
    return this.#onnxruntime
  }

  /** A port to the lab for a window's page; undefined if no lab answers. */
  openPortOfWindow(): MessagePortMain | undefined {
    return this.#supervisor.openPortOfWindow()
  }

  /**
   * Opens the lab, unless its folder is missing. `beside`: whether a new lab may be created in a folder with other
   * files.
   */
  start({ beside = false } = {}): void {
    try {
      requireLabFolder(this.#place)
    } catch (error) {
      this.#wasGone = true
      void this.#isFaulty(sentenceOf(error))
      return
    }
    if (this.#wasGone) void this.#switch.comeBack()
    else this.#supervisor.start({ beside })
  }

  /** Switches to the lab of a folder or, without one, of a folder that the user picks. Rejects with SentenceError. */
  goTo(folder: string | undefined): Promise<void> {
    return this.#switch.goTo(folder)
  }

  /**
   * The lab's answer to a request. Rejects with a message for the user if there is no lab, or if it ends before
   * answering.
   */
  async ask<T>(request: (lab: LabClient) => Promise<T>): Promise<T> {
    const lab = this.#client
    const away = () => new RangeError(this.#options.texts().t('desktop.labAway'))
    if (!lab) throw away()
    return request(lab).catch((error: unknown) => {
      throw this.#client === lab ? error : away()
    })
  }

  /** The state of the queue; undefined if no lab answers in time. */
  async queueStatus(): Promise<QueueStatus | undefined> {
    const signal = AbortSignal.timeout(answerWithinMs)
    return this.#client?.queue.status(undefined, { signal }).catch(() => undefined)
  }

  /** Stops polling the queue, because the program ends. */
  rest(): void {
    clearInterval(this.#attending)
  }

  /** Pauses training and closes the lab for good. */
  close(): Promise<void> {
    return this.#supervisor.close()
  }

  /** Kills its process, like a crash. */
  kill(): void {
    this.#supervisor.kill()
  }

  async #isReady(): Promise<void> {
    const port = this.#supervisor.openPort()
    if (!port) return
    const lab = createLabClient(port)
    this.#client = lab
    this.rest()
    this.#attending = setInterval(() => void this.#attend(lab).catch(() => undefined), attendEveryMs)
    this.#options.ready(lab)
    rememberLab(this.#place)
    // If it is gone again, that is reported elsewhere; the next lab is asked again.
    this.#onnxruntime = await lab.system.info().then(
      ({ onnxruntime }) => onnxruntime,
      () => undefined,
    )
  }

  async #attend(lab: LabClient): Promise<void> {
    const status = await lab.queue.status()
    if (this.#client === lab) await this.#options.attend(status, lab)
  }

  async #isFaulty(said: Sentence): Promise<void> {
    const answer = await this.#switch.answerFault(said)
    if (answer === 'quit') await this.#options.quit()
    else if (answer !== undefined) this.start({ beside: answer === 'newLab' })
  }

  #crashed(details: LabCrash): void {
    recordCrash('lab', { ...details })
    this.#isAway()
    if (details.inARow === toldAfterCrashes) void this.#keepsEnding(details.errorText)
  }

  async #keepsEnding(errorText: string): Promise<void> {
    if (!(await askToWait(errorText, this.#options.texts()))) await this.#options.quit()
  }

  #isAway(): void {
    this.#client = undefined
    this.rest()
    this.#options.away()
  }
}
