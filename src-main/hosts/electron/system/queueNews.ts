import type { QueueStatus } from '#shared/contract/queue.ts'
import type { RunCounts } from '#shared/contract/scope.ts'
import type { Sentence } from '#shared/sentences/sentence.ts'

/** What there is to tell of the queue. */
export type QueueNews =
  | { kind: 'stopped'; reason: Sentence }
  /** For the first time since networks train; those that fail after it are told of at the end. */
  | { kind: 'failed'; count: number }
  /** Nothing waits any more; the numbers of networks that ended since training began. */
  | { kind: 'done'; finished: number; diverged: number; failed: number }

/** Finds out what there is to tell, from one look at the queue to the next: little, however much happens. */
export class QueueWatch {
  /** The runs when training began; undefined: nothing trains. */
  #before: RunCounts | undefined
  #hasToldFailures = false
  #trouble = 'null'

  /** At most one thing: of several, the one that asks for the user first. */
  look({ isRunning, active, runs, trouble }: QueueStatus): QueueNews | undefined {
    const hadTrouble = this.#trouble
    this.#trouble = JSON.stringify(trouble)
    if (active.length > 0 && !this.#before) {
      this.#before = runs
      this.#hasToldFailures = false
    }
    const since = (kind: 'finished' | 'diverged' | 'failed') => runs[kind] - (this.#before ?? runs)[kind]
    const [finished, diverged, failed] = [since('finished'), since('diverged'), since('failed')]
    const isIdle = active.length === 0
    const isDone = isIdle && runs.queued === 0
    if (isDone || (isIdle && !isRunning)) this.#before = undefined

    if (trouble !== null) return hadTrouble === this.#trouble ? undefined : { kind: 'stopped', reason: trouble }
    if (isDone && finished + diverged + failed > 0) return { kind: 'done', finished, diverged, failed }
    if (failed <= 0 || this.#hasToldFailures) return undefined
    this.#hasToldFailures = true
    return { kind: 'failed', count: failed }
  }

  /** There is no lab: nothing trains. */
  rest(): void {
    this.#before = undefined
  }
}
