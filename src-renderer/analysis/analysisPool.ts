import type { TaskInput, TaskName, TaskOutput } from '#shared/analysis/tasks.ts'
import { verbatim, SentenceError, type Sentence } from '#shared/sentences/sentence.ts'
import { KeptAnswers } from './keptAnswers.ts'
import type { WorkerReply, WorkerRequest } from './messages.ts'
import { plain } from './plain.ts'

/** Pause before restarting a worker whose code could not be loaded. */
const retryMs = 1000
/** An abandoned task that goes on for this long is terminated with its worker. */
const stopMs = 100

export interface AskOptions<Output> {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
  /** Called with every output, each better than the previous one; the last is the answer. */
  readonly onOutput?: (output: Output) => void
  /** Whether all other questions go first. */
  readonly isLater?: boolean
}

interface Question {
  readonly id: number
  readonly task: TaskName
  readonly input: TaskInput<TaskName>
  readonly options: AskOptions<unknown>
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
  /** The newest output; undefined before the first. */
  output?: { readonly newest: unknown }
}

/** A worker with its open questions. */
interface Place {
  readonly worker: Worker
  readonly questions: Map<number, Question>
}

/**
 * Workers, started on demand, that share the questions of a window. A worker computes one question at a time, except
 * that it answers others between the outputs of a question that already has some, so that a long survey blocks nothing.
 * An abandoned question is not begun, or ends at its next output or with its worker; the other questions of that worker
 * are then asked again.
 */
export class AnalysisPool {
  readonly #start: () => Worker
  readonly #most: number
  readonly #kept = new KeptAnswers()
  #places: Place[] = []
  #waiting: Question[] = []
  #count = 0
  #again: ReturnType<typeof setTimeout> | undefined

  /** `most`: maximum number of workers at a time. */
  constructor(start: () => Worker, most: number) {
    this.#start = start
    this.#most = most
  }

  /**
   * The answer to a task. Rejects with a SentenceError if the task throws or its worker ends, and with the signal's
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
      const question: Question = {
        ...{ id: ++this.#count, task, input, reject },
        options: options as AskOptions<unknown>,
        resolve: (answer) => resolve(answer as TaskOutput<T>),
      }
      options.signal?.addEventListener('abort', () => this.#giveUp(question))
      this.#queue(question)
      this.#next()
    })
  }

  #queue(question: Question): void {
    const firstLater = question.options.isLater ? -1 : this.#waiting.findIndex(({ options }) => options.isLater)
    this.#waiting.splice(firstLater < 0 ? this.#waiting.length : firstLater, 0, question)
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const place = this.#freePlace()
      if (!place) return
      const question = this.#waiting.shift()!
      delete question.output
      place.questions.set(question.id, question)
      const { id, task, input } = question
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
      // Without a message the code could not be loaded; that may work once the host is back.
      if (message === undefined) this.#pause(place)
      else this.#fail(place, verbatim(message))
    })
    return place
  }

  #hear(place: Place, reply: WorkerReply): void {
    const question = place.questions.get(reply.id)
    if (!question) return
    if ('output' in reply) {
      question.output = { newest: reply.output }
      if (!question.options.signal?.aborted) question.options.onOutput?.(reply.output)
    } else {
      place.questions.delete(reply.id)
      if ('fault' in reply) question.reject(new SentenceError(reply.fault))
      else this.#settle(question)
    }
    this.#next()
  }

  #settle({ task, input, output, options, resolve }: Question): void {
    if (!output || options.signal?.aborted) return
    this.#kept.keep(task, input, output.newest as TaskOutput<TaskName>)
    resolve(output.newest)
  }

  #giveUp(question: Question): void {
    question.reject(question.options.signal!.reason)
    this.#waiting = this.#waiting.filter((other) => other !== question)
    const place = this.#places.find(({ questions }) => questions.has(question.id))
    if (!place) return
    send(place.worker, { stop: question.id })
    setTimeout(() => {
      if (!place.questions.has(question.id) || !this.#places.includes(place)) return
      this.#askAnew(place)
      this.#next()
    }, stopMs)
  }

  #pause(place: Place): void {
    this.#askAnew(place)
    this.#again ??= setTimeout(() => {
      this.#again = undefined
      this.#next()
    }, retryMs)
  }

  #fail(place: Place, said: Sentence): void {
    this.#close(place)
    for (const { reject } of place.questions.values()) reject(new SentenceError(said))
    this.#next()
  }

  /** Terminates a worker and requeues those of its questions that are still wanted. */
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

/**
 * Inputs from screens may contain Vue proxies, which cannot be cloned. Large inputs contain none and are not searched
 * for them.
 */
function send(worker: Worker, request: WorkerRequest): void {
  try {
    worker.postMessage(request)
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error
    worker.postMessage(plain(request))
  }
}
