import type { ChildProcess } from 'node:child_process'
import { extname, join } from 'node:path'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import { forkTied } from '#main/trainer/process/lifeline.ts'
import { secondsAllowed, type JobInput, type JobName, type JobOutput, type JobProgress } from './jobs.ts'
import type { JobAnswer, JobMessage } from './worker.ts'

/** Heap limit of the process in MB; more than the largest file read here needs. */
const memoryMb = 4096

const entry = join(import.meta.dirname, `worker${extname(import.meta.filename)}`)

interface Waiting {
  message: JobMessage
  options: JobOptions
  /** Why its process was ended, if known. */
  ended?: Sentence
  timer?: NodeJS.Timeout
  resolve: (output: unknown) => void
  reject: (error: Error) => void
}

/** `signal` aborts once nobody waits for the job any more. `onProgress` is called a few times a second at most. */
interface JobOptions {
  signal?: AbortSignal | undefined
  onProgress?: (progress: JobProgress) => void
}

/**
 * The lab's side of its background process, which starts with the first job or earlier, and again after a crash. Jobs
 * run one at a time. An abandoned job is skipped, or ended together with its process so that it delays no other.
 */
export class JobRunner {
  readonly #node: string
  readonly #onEnd: (pid: number) => void
  readonly #secondsAllowed: Partial<Record<JobName, number>>
  #child: ChildProcess | undefined
  #current: Waiting | undefined
  #waiting: Waiting[] = []
  #count = 0

  /**
   * `node`: the executable of the process; `onEnd` receives the pid of an ended process; `seconds`: time limits of
   * jobs.
   */
  constructor(node: string, onEnd: (pid: number) => void = () => undefined, seconds = secondsAllowed) {
    this.#node = node
    this.#onEnd = onEnd
    this.#secondsAllowed = seconds
  }

  /** The result of the job. Rejects with LabError 'invalid' if its input is the user's mistake. */
  run<K extends JobName>(name: K, input: JobInput<K>, options: JobOptions = {}): Promise<JobOutput<K>> {
    return new Promise((resolve, reject) => {
      const message = { id: ++this.#count, name, input }
      const waiting: Waiting = { message, options, resolve: resolve as (output: unknown) => void, reject }
      this.#waiting.push(waiting)
      options.signal?.addEventListener('abort', () => {
        if (this.#current === waiting) this.#child?.kill('SIGKILL')
      })
      this.#next()
    })
  }

  /** Starts the process in advance, so that the first job need not wait for it. */
  start(): void {
    this.#child ??= this.#start()
  }

  /** Ends the process and rejects waiting jobs. */
  close(): void {
    this.#child?.kill('SIGKILL')
    for (const { reject } of this.#waiting.splice(0)) reject(new LabError('internal', sentence('labClosed')))
  }

  #next(): void {
    if (this.#current) return
    const next = this.#waiting.shift()
    if (!next) return
    if (next.options.signal?.aborted) {
      next.reject(new LabError('internal', sentence('nobodyWaits')))
      this.#next()
      return
    }
    this.#current = next
    this.start()
    this.#child!.send(next.message, (error) => {
      if (error) this.#lost(`it does not answer: ${error.message}`)
    })
  }

  /** Limits the time of a job from its beginning: the start of its process says nothing about the file it reads. */
  #limit(job: Waiting): void {
    const seconds = this.#secondsAllowed[job.message.name]
    if (seconds === undefined) return
    job.timer = setTimeout(() => {
      if (this.#current !== job) return
      job.ended = sentence('readingTooLong', { seconds })
      this.#child?.kill('SIGKILL')
    }, 1000 * seconds)
  }

  #start(): ChildProcess {
    const child = forkTied(entry, {
      ...{ execPath: this.#node, execArgv: [`--max-old-space-size=${memoryMb}`] },
      errors: 'inherit',
    })
    child.on('message', (answer) => this.#receive(answer as JobAnswer))
    child.on('error', ({ message }) => this.#ended(child, message))
    child.on('exit', (code, signal) => {
      // V8 ends a process that runs out of memory this way.
      if (signal === 'SIGABRT' || code === 134) this.#tellMemory(child)
      this.#ended(child, signal ?? `exit code ${code ?? 'unknown'}`)
    })
    return child
  }

  #receive(answer: JobAnswer): void {
    const current = this.#current
    if (current?.message.id !== answer.id) return
    if ('begun' in answer) {
      this.#limit(current)
      return
    }
    if ('progress' in answer) return current.options.onProgress?.(answer.progress)
    this.#current = undefined
    clearTimeout(current.timer)
    if ('output' in answer) current.resolve(answer.output)
    else current.reject('sentence' in answer ? new LabError(answer.code, answer.sentence) : new Error(answer.message))
    this.#next()
  }

  #tellMemory(child: ChildProcess): void {
    if (this.#child === child && this.#current) this.#current.ended ??= sentence('jobOutOfMemory', { limit: memoryMb })
  }

  #ended(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return
    this.#child = undefined
    if (child.pid !== undefined) this.#onEnd(child.pid)
    this.#lost(reason)
  }

  #lost(reason: string): void {
    const current = this.#current
    if (!current) return
    this.#current = undefined
    clearTimeout(current.timer)
    const { ended } = current
    current.reject(
      ended ? new LabError('invalid', ended) : new LabError('internal', sentence('backgroundEnded', { said: reason })),
    )
    this.#next()
  }
}
