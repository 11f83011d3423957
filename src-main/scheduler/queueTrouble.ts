import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import type { Records } from './records.ts'
import { RoomWatch } from './roomWatch.ts'

interface QueueTroubleOptions {
  records: Records
  /** What an error stands for, as a sentence where it is one of storage. */
  explain: (error: unknown) => unknown
  /** How often it is asked whether there is room on a full disk. */
  roomCheckMs: number
  /** Starts the queue again; throws where that cannot be. */
  start: () => void
}

/** What stopped a queue, and when it goes on by itself. */
export class QueueTrouble {
  readonly #options: QueueTroubleOptions
  readonly #room: RoomWatch
  #error: LabError | undefined

  constructor(options: QueueTroubleOptions) {
    this.#options = options
    this.#room = new RoomWatch(options.roomCheckMs)
  }

  /** Undefined: nothing did, or the user. */
  get error(): LabError | undefined {
    return this.#error
  }

  /** Takes note of what stops the queue; as it is told. */
  note(error: unknown): LabError {
    const known = this.#options.explain(error)
    const said = error instanceof Error ? error.message : String(error)
    this.#error =
      known instanceof LabError ? known : new LabError('internal', sentence('queueStopped', { said }), { cause: error })
    return this.#error
  }

  /** A queue that a full disk has stopped goes on by itself when there is room. */
  waitForRoom(): void {
    if (this.#error?.code !== 'diskFull') return
    const { db, folder } = this.#options.records
    this.#room.begin(db, folder, () => {
      try {
        this.#options.start()
      } catch {
        this.waitForRoom()
      }
    })
  }

  /** The queue goes on, or stands still because it was told to. */
  forget(): void {
    this.endWatch()
    this.#error = undefined
  }

  /** Waits for room no longer. */
  endWatch(): void {
    this.#room.end()
  }
}
