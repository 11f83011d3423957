import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { Sentence } from '#shared/sentences/sentence.ts'
import type { FromLab, ToLab } from './lab/messages.ts'

export interface LabProgram {
  /** The lab process's file. */
  entry: string
  /** The lab's folder. */
  dataDir: string
  /** The Node that trainers run under. */
  node: string
}

export interface LabCrash {
  exitCode: number
  /** What it said last. */
  errorText: string
  waitMs: number
  /** How many labs ended before they lasted, this one included. */
  inARow: number
}

export interface LabEvents {
  /** A lab answers: windows need a new port. */
  ready(): void
  /** It cannot be opened; `said` is why and what to do. Nothing is tried again until `start`. */
  fault(said: Sentence): void
  /** It ended to have another database read, and is started again at once. */
  replaced(): void
  /** It ended by itself; another is started after `waitMs`. */
  crashed(details: LabCrash): void
}

/** The lab's name among the processes of the system. */
export const labName = 'RegNet Lab'

const firstWaitMs = 500
const longestWaitMs = 30_000
/** A lab that ran as long did not end because of its start. */
const stableAfterMs = 60_000
/** Closing writes a checkpoint of every run; a lab that takes longer hangs. */
const closeWithinMs = 60_000
const keptCharacters = 4000

/** Keeps the lab running in a process of its own: the windows live on when it crashes, and it when they close. */
export class LabSupervisor {
  readonly #program: LabProgram
  readonly #events: LabEvents
  #process: UtilityProcess | undefined
  #isReady = false
  #isClosing = false
  #wait = firstWaitMs
  #crashes = 0
  #restart: NodeJS.Timeout | undefined

  constructor(program: LabProgram, events: LabEvents) {
    this.#program = program
    this.#events = events
  }

  /** Starts the lab; also again after a fault. `beside`: a new one may be made beside files of others. */
  start({ beside = false } = {}): void {
    if (this.#process || this.#isClosing) return
    const { entry, dataDir, node } = this.#program
    const lab = utilityProcess.fork(entry, ['--data-dir', dataDir, '--node', node, ...(beside ? ['--new-lab'] : [])], {
      serviceName: labName,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#process = lab
    const startedAt = Date.now()
    let errorText = ''
    let fault: Sentence | undefined
    let isReplaced = false
    lab.stderr?.on('data', (text: Buffer) => {
      process.stderr.write(text)
      errorText = (errorText + text.toString()).slice(-keptCharacters)
    })
    // Without a listener an 'error' would end the shell; 'exit' follows in any case.
    lab.on('error', (type, location) => {
      errorText = `${errorText}${type} at ${location}\n`.slice(-keptCharacters)
    })
    lab.on('message', (message: FromLab) => {
      if (message.kind === 'fault') {
        fault = message.said
      } else if (message.kind === 'replaced') {
        isReplaced = true
      } else {
        this.#isReady = true
        this.#events.ready()
      }
    })
    lab.on('exit', (exitCode) => {
      this.#process = undefined
      this.#isReady = false
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
      this.#events.crashed({ exitCode, errorText, waitMs, inARow: ++this.#crashes })
    })
  }

  /** A new port to the lab; undefined while there is none that answers: `ready` tells when. */
  openPort(): MessagePortMain | undefined {
    if (!this.#isReady) return undefined
    const { port1, port2 } = new MessageChannelMain()
    this.#process?.postMessage('port' satisfies ToLab, [port1])
    return port2
  }

  /** Pauses what trains and ends the lab for good. */
  async close(): Promise<void> {
    this.#isClosing = true
    clearTimeout(this.#restart)
    const lab = this.#process
    if (!lab) return
    await new Promise<void>((resolve) => {
      const hanging = setTimeout(() => lab.kill(), closeWithinMs)
      lab.once('exit', () => {
        clearTimeout(hanging)
        resolve()
      })
      // One that is still opening its folder has nothing to lose.
      if (this.#isReady) lab.postMessage('close' satisfies ToLab)
      else lab.kill()
    })
  }
}
