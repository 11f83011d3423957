import { fork, type ChildProcess } from 'node:child_process'
import { extname, join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { LabError } from '#main/store/labError.ts'
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts'
import type { JobAnswer, JobMessage } from './worker.ts'

const entry = join(import.meta.dirname, `worker${extname(import.meta.filename)}`)

interface Waiting {
  message: JobMessage
  options: JobOptions
  resolve: (output: unknown) => void
  reject: (error: Error) => void
}

/** `signal`: aborted when nobody waits any more. `onProgress` is told how far it is, some times a second at most. */
interface JobOptions {
  signal?: AbortSignal | undefined
  onProgress?: (progress: JobProgress) => void
}

/**
 * The lab's side of its background process: started with the first job or before, and again after a crash. One job runs
 * at a time; one that nobody waits for any more is not begun, or ended with its process, so that it keeps nobody else
 * waiting.
 */
export class Background {
  readonly #node: string
  readonly #onEnd: (pid: number) => void
  #child: ChildProcess | undefined
  #current: Waiting | undefined
  #waiting: Waiting[] = []
  #count = 0

  /** `node`: the program that the process runs under; `onEnd` is told the id of one that has ended. */
  constructor(node: string, onEnd: (pid: number) => void = () => undefined) {
    this.#node = node
    this.#onEnd = onEnd
  }

  /** What the job gives. Rejects with LabError 'invalid' where its input is the user's mistake. */
  do<K extends JobName>(name: K, input: JobInput<K>, options: JobOptions = {}): Promise<JobOutput<K>> {
    return new Promise((resolve, reject) => {
      const message = { id: ++this.#count, name, input }
      const waiting = { message, options, resolve: resolve as (output: unknown) => void, reject }
      this.#waiting.push(waiting)
      options.signal?.addEventListener('abort', () => {
        if (this.#current === waiting) this.#child?.kill('SIGKILL')
      })
      this.#next()
    })
  }

  /** Starts the process before there is a job for it, which then need not wait for that. */
  start(): void {
    this.#child ??= this.#start()
  }

  /** Ends the process; jobs that wait are rejected. */
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

  #start(): ChildProcess {
    const child = fork(entry, [], {
      execPath: this.#node,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      windowsHide: true,
    })
    child.on('message', (answer) => this.#receive(answer as JobAnswer))
    child.on('error', ({ message }) => this.#ended(child, message))
    child.on('exit', (code, signal) => this.#ended(child, signal ?? `exit code ${code ?? 'unknown'}`))
    return child
  }

  #receive(answer: JobAnswer): void {
    const current = this.#current
    if (current?.message.id !== answer.id) return
    if ('progress' in answer) return current.options.onProgress?.(answer.progress)
    this.#current = undefined
    if ('output' in answer) current.resolve(answer.output)
    else current.reject('sentence' in answer ? new LabError('invalid', answer.sentence) : new Error(answer.message))
    this.#next()
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
    current.reject(new LabError('internal', sentence('backgroundEnded', { said: reason })))
    this.#next()
  }
}
