import { MessageChannelMain, type MessagePortMain } from 'electron'
import { englishText, type Sentence } from '#shared/sentences/sentence.ts'
import type { FromLab, ToLab } from '../lab/messages.ts'
import type { LabEnding, LabHandle, LabProgram, StartLab } from '../lab/startLab.ts'
import type { Carried, WirePort } from '../lab/wire.ts'
import { logLab } from './labLog.ts'

export interface LabCrash extends LabEnding {
  /** The end of its error output. */
  errorText: string
  waitMs: number
  /** Number of consecutive labs that ended before they were stable, including this one. */
  inARow: number
}

export interface LabEvents {
  /** A lab answers: windows need a new port. */
  ready(): void
  /** The lab cannot be opened; `said` says why and what to do. Nothing is retried until `start`. */
  fault(said: Sentence): void
  /** The lab exited because its database was replaced, and is restarted at once. */
  replaced(): void
  /** The lab ended unexpectedly; it is restarted after `waitMs`. */
  crashed(details: LabCrash): void
}

const firstWaitMs = 500
const longestWaitMs = 30_000
/** A lab that ran this long did not end because of its start. */
const stableAfterMs = 60_000
/** Closing writes a checkpoint of every run; a lab that takes longer hangs. */
const closeWithinMs = 60_000
const keptCharacters = 4000

/** Keeps the lab running in its own process: windows survive its crashes, and it survives their closing. */
export class LabSupervisor {
  readonly #startLab: StartLab
  readonly #program: LabProgram
  readonly #events: LabEvents
  #process: LabHandle | undefined
  #isReady = false
  #isClosing = false
  #wait = firstWaitMs
  #crashes = 0
  #restart: NodeJS.Timeout | undefined
  #hasEnded: (() => void) | undefined

  constructor(startLab: StartLab, program: LabProgram, events: LabEvents) {
    this.#startLab = startLab
    this.#program = program
    this.#events = events
  }

  /** Starts the lab, also after a fault. `beside`: whether a new lab may be created in a folder with other files. */
  start({ beside = false } = {}): void {
    if (this.#process || this.#isClosing) return
    const lab = this.#startLab(this.#program, { beside })
    this.#process = lab
    logLab('start', { folder: this.#program.dataDir })
    const startedAt = Date.now()
    let errorText = ''
    let fault: Sentence | undefined
    let isReplaced = false
    lab.onErrorText((text) => {
      process.stderr.write(text)
      logLab('says', { text: text.trimEnd() })
      errorText = (errorText + text).slice(-keptCharacters)
    })
    lab.wire.on('said', (what) => {
      const message = what as FromLab
      if (message.kind === 'fault') {
        fault = message.said
        logLab('fault', { text: englishText(fault) })
      } else if (message.kind === 'replaced') {
        isReplaced = true
      } else {
        this.#isReady = true
        this.#events.ready()
      }
    })
    lab.onExit((ending) => {
      this.#process = undefined
      this.#isReady = false
      this.#hasEnded?.()
      logLab('end', { ...ending })
      if (this.#isClosing) return
      if (fault) {
        this.#events.fault(fault)
        return
      }
      if (isReplaced) {
        this.#events.replaced()
        this.start()
        return
      }
      if (Date.now() - startedAt >= stableAfterMs) [this.#wait, this.#crashes] = [firstWaitMs, 0]
      const waitMs = this.#wait
      this.#wait = Math.min(2 * waitMs, longestWaitMs)
      this.#restart = setTimeout(() => this.start(), waitMs)
      this.#events.crashed({ ...ending, errorText, waitMs, inARow: ++this.#crashes })
    })
  }

  /** A new port to the lab for the shell itself; undefined until one answers, which `ready` announces. */
  openPort(): WirePort | undefined {
    return this.#isReady ? this.#process?.wire.openPort() : undefined
  }

  /** The same for a window: relays messages between the window and the lab's process. */
  openPortOfWindow(): MessagePortMain | undefined {
    const inner = this.openPort()
    if (!inner) return undefined
    const { port1: outer, port2: ofWindow } = new MessageChannelMain()
    outer.on('message', ({ data }) => inner.postMessage(data as Carried))
    outer.on('close', () => inner.close())
    inner.on('message', ({ data }) => outer.postMessage(data))
    inner.on('close', () => outer.close())
    outer.start()
    return ofWindow
  }

  /** Kills its process, like a crash. */
  kill(): void {
    this.#process?.kill()
  }

  /** Pauses training and closes the lab for good. */
  async close(): Promise<void> {
    this.#isClosing = true
    clearTimeout(this.#restart)
    const lab = this.#process
    if (!lab) return
    const hanging = setTimeout(() => lab.kill(), closeWithinMs)
    await new Promise<void>((resolve) => {
      this.#hasEnded = resolve
      // A lab still opening its folder has nothing to lose.
      if (this.#isReady) lab.wire.say('close' satisfies ToLab)
      else lab.kill()
    })
    clearTimeout(hanging)
  }
}
