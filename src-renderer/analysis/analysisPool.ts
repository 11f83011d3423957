import type { TaskInput, TaskName, TaskOutput } from '#shared/analysis/tasks.ts'
import { asWritten, SentenceError, type Sentence } from '#shared/sentences/sentence.ts'
import { KeptAnswers } from './keptAnswers.ts'
import type { WorkerReply, WorkerRequest } from './messages.ts'
import { plain } from './plain.ts'

/** A worker whose code could not be read is started again after this pause. */
const againMs = 1000
/** A task that goes on for so long after nobody waits for it is ended with its worker. */
const stopMs = 100

export interface AskOptions<Output> {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
  /** Called with every output, each better than the one before; the last is the answer. */
  readonly onOutput?: (output: Output) => void
  /** Whether all others go first. */
  readonly isLater?: boolean
}

interface Asked {
  readonly id: number
  readonly task: TaskName
  readonly input: TaskInput<TaskName>
  readonly options: AskOptions<unknown>
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
  /** The newest output of the worker that has it; undefined before the first. */
  output?: { readonly newest: unknown }
}

/** A worker with what it was asked and has not ended. */
interface Place {
  readonly worker: Worker
  readonly questions: Map<number, Asked>
}

/**
 * Workers, started as they are needed, that share the questions of a window. A worker has one question at a time but for
 * those with outputs already, between which it answers others: a long survey holds up nothing. A question that nobody
 * waits for is not begun, or ends at its next output, or with its worker; what else that worker had is asked anew.
 */
export class AnalysisPool {
  readonly #start: () => Worker
  readonly #most: number
  readonly #kept = new KeptAnswers()
  #places: Place[] = []
  #waiting: Asked[] = []
  #count = 0
  #again: ReturnType<typeof setTimeout> | undefined

  /** `most`: how many workers there are at a time. */
  constructor(start: () => Worker, most: number) {
    this.#start = start
    this.#most = most
  }

  /**
   * The answer to a task. Rejects with a SentenceError where the task throws or its worker ends, and with the signal's
   * reason once that is aborted.
   */
  ask<T extends TaskName>(
    task: T,
    input: TaskInput<T>,
    options: AskOptions<TaskOutput<T>> = {},
  ): Promise<TaskOutput<T>> {
    const kept = this.#kept.find(task, input)
    if (kept) return Promise.resolve(kept.answer)
    return new Promise((resolve, reject) => {
      const asked: Asked = {
        ...{ id: ++this.#count, task, input, reject },
        options: options as AskOptions<unknown>,
        resolve: (answer) => resolve(answer as TaskOutput<T>),
      }
      options.signal?.addEventListener('abort', () => this.#giveUp(asked))
      this.#queue(asked)
      this.#next()
    })
  }

  #queue(asked: Asked): void {
    const later = asked.options.isLater ? -1 : this.#waiting.findIndex(({ options }) => options.isLater)
    this.#waiting.splice(later < 0 ? this.#waiting.length : later, 0, asked)
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const place = this.#freePlace()
      if (!place) return
      const asked = this.#waiting.shift()!
      delete asked.output
      place.questions.set(asked.id, asked)
      const { id, task, input } = asked
      send(place.worker, { id, task, input })
    }
  }

  #freePlace(): Place | undefined {
    const free = this.#places
      .filter(({ questions }) => [...questions.values()].every(({ output }) => output !== undefined))
      .sort((a, b) => a.questions.size - b.questions.size)
    const isIdle = free[0]?.questions.size === 0
    if (isIdle || this.#again !== undefined || this.#places.length === this.#most) return free[0]
    return this.#open()
  }

  #open(): Place {
    const place: Place = { worker: this.#start(), questions: new Map() }
    this.#places.push(place)
    place.worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => this.#hear(place, data))
    place.worker.addEventListener('error', ({ message }: Partial<ErrorEvent>) => {
      // Without a message its code could not be read, and can be when the host is back.
      if (message === undefined) this.#pause(place)
      else this.#fail(place, asWritten(message))
    })
    return place
  }

  #hear(place: Place, reply: WorkerReply): void {
    const asked = place.questions.get(reply.id)
    if (!asked) return
    if ('output' in reply) {
      asked.output = { newest: reply.output }
      if (!asked.options.signal?.aborted) asked.options.onOutput?.(reply.output)
    } else {
      place.questions.delete(reply.id)
      if ('fault' in reply) asked.reject(new SentenceError(reply.fault))
      else this.#settle(asked)
    }
    this.#next()
  }

  #settle({ task, input, output, options, resolve }: Asked): void {
    if (!output || options.signal?.aborted) return
    this.#kept.keep(task, input, output.newest as TaskOutput<TaskName>)
    resolve(output.newest)
  }

  #giveUp(asked: Asked): void {
    asked.reject(asked.options.signal!.reason)
    this.#waiting = this.#waiting.filter((other) => other !== asked)
    const place = this.#places.find(({ questions }) => questions.has(asked.id))
    if (!place) return
    send(place.worker, { stop: asked.id })
    setTimeout(() => {
      if (!place.questions.has(asked.id) || !this.#places.includes(place)) return
      this.#askAnew(place)
      this.#next()
    }, stopMs)
  }

  #pause(place: Place): void {
    this.#askAnew(place)
    this.#again ??= setTimeout(() => {
      this.#again = undefined
      this.#next()
    }, againMs)
  }

  #fail(place: Place, said: Sentence): void {
    this.#close(place)
    for (const { reject } of place.questions.values()) reject(new SentenceError(said))
    this.#next()
  }

  /** Ends a worker and puts back what it had and is still waited for. */
  #askAnew(place: Place): void {
    this.#close(place)
    const left = [...place.questions.values()].filter(({ options }) => !options.signal?.aborted)
    this.#waiting.unshift(...left)
  }

  #close(place: Place): void {
    place.worker.terminate()
    this.#places = this.#places.filter((other) => other !== place)
  }
}

/** Questions of screens may hold Vue's proxies, which cannot be cloned; large ones do not, and are not searched for them. */
function send(worker: Worker, request: WorkerRequest): void {
  try {
    worker.postMessage(request)
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error
    worker.postMessage(plain(request))
  }
}
