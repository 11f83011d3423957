import type { QueueStatus } from '#shared/contract/queue.ts'
import type { RunCounts } from '#shared/contract/scope.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** News about the queue. */
export type QueueNews =
  | { kind: 'stopped'; reason: Sentence }
  /** The first failures since training started; later ones are reported at the end. */
  | { kind: 'failed'; count: number }
  /** Nothing waits any more; numbers of networks that ended since training started. */
  | { kind: 'done'; finished: number; diverged: number; failed: number }

/** Determines the news between successive states of the queue: few, however much happens. */
export class QueueWatch {
  /** The run counts when training started; undefined if nothing trains. */
  #before: RunCounts | undefined
  #hasToldFailures = false
  #fault = 'null'

  /** At most one item; of several, the one that most needs the user's attention. */
  look({ isRunning, active, runs, fault }: QueueStatus): QueueNews | undefined {
    const before = this.#fault
    this.#fault = JSON.stringify(fault)
    if (active.length > 0 && !this.#before) {
      this.#before = runs
      this.#hasToldFailures = false
    }
    const since = (kind: 'finished' | 'diverged' | 'failed') => runs[kind] - (this.#before ?? runs)[kind]
    const [finished, diverged, failed] = [since('finished'), since('diverged'), since('failed')]
    const isIdle = active.length === 0
    const isDone = isIdle && runs.queued === 0
    if (isDone || (isIdle && !isRunning)) this.#before = undefined

    if (fault !== null) return before === this.#fault ? undefined : { kind: 'stopped', reason: fault }
    if (isDone && finished + diverged + failed > 0) return { kind: 'done', finished, diverged, failed }
    if (failed <= 0 || this.#hasToldFailures) return undefined
    this.#hasToldFailures = true
    return { kind: 'failed', count: failed }
  }

  /** Called when there is no lab, so nothing trains. */
  rest(): void {
    this.#before = undefined
  }
}
