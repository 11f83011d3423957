import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import type { Records } from './records.ts'
import { RoomWatch } from './roomWatch.ts'

interface QueueFaultOptions {
  records: Records
  /** Converts storage errors into user-facing ones. */
  explain: (error: unknown) => unknown
  /** Interval for checking whether a full disk has room again. */
  roomCheckMs: number
  /** Restarts the queue; throws if that is not possible. */
  start: () => void
}

/** Why a queue stopped, and when it continues automatically. */
export class QueueFault {
  readonly #options: QueueFaultOptions
  readonly #room: RoomWatch
  #error: LabError | undefined

  constructor(options: QueueFaultOptions) {
    this.#options = options
    this.#room = new RoomWatch(options.roomCheckMs)
  }

  /** Undefined if nothing stopped it, or the user did. */
  get error(): LabError | undefined {
    return this.#error
  }

  /** Records what stopped the queue and returns it as a LabError. */
  note(error: unknown): LabError {
    const explained = this.#options.explain(error)
    const said = error instanceof Error ? error.message : String(error)
    this.#error =
      explained instanceof LabError
        ? explained
        : new LabError('internal', sentence('queueStopped', { said }), { cause: error })
    return this.#error
  }

  /** Restarts a queue that a full disk has stopped once there is room. */
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

  /** Clears the error: the queue runs again, or was stopped on purpose. */
  forget(): void {
    this.endWatch()
    this.#error = undefined
  }

  /** Stops waiting for room. */
  endWatch(): void {
    this.#room.end()
  }
}
