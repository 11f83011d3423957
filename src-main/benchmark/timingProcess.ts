import type { ChildProcess } from 'node:child_process'
import { extname, join } from 'node:path'
import { sentence } from '#shared/sentences/sentence.ts'
import { cudaEnvironment } from '#main/trainer/providers/cudaLibraries.ts'
import { forkTied } from '#main/trainer/process/lifeline.ts'
import type { RoundRequest } from './timePasses.ts'
import type { RoundAnswer } from './timingWorker.ts'

const entry = join(import.meta.dirname, `timingWorker${extname(import.meta.filename)}`)

/** The process that measures times, started with the first round and again after a crash. Rounds must not overlap. */
export class TimingProcess {
  readonly #node: string
  #child: ChildProcess | undefined

  /** `node`: the executable of the process. */
  constructor(node: string = process.execPath) {
    this.#node = node
  }

  /** Measures one round. A crash is an answer, for the network that was loaded; rejects with the signal's reason. */
  async measure(request: RoundRequest, signal?: AbortSignal): Promise<RoundAnswer> {
    signal?.throwIfAborted()
    const child = (this.#child ??= this.#start())
    let settle: () => void = () => undefined
    try {
      return await new Promise<RoundAnswer>((resolve, reject) => {
        const onAnswer = (answer: unknown) => resolve(answer as RoundAnswer)
        const onEnd = (code: number | null, by: NodeJS.Signals | null) => {
          this.#child = undefined
          resolve({ failed: sentence('timingEnded', { said: by ?? `exit code ${code ?? 'unknown'}` }) })
        }
        const onError = ({ message }: Error) => {
          this.#child = undefined
          resolve({ failed: sentence('timingEnded', { said: message }) })
        }
        const onAbort = () => {
          this.end()
          reject(signal!.reason as Error)
        }
        child.once('message', onAnswer).once('exit', onEnd).once('error', onError)
        signal?.addEventListener('abort', onAbort)
        settle = () => {
          child.off('message', onAnswer).off('exit', onEnd).off('error', onError)
          signal?.removeEventListener('abort', onAbort)
        }
        child.send(request, (error) => {
          if (error) onError(error)
        })
      })
    } finally {
      settle()
    }
  }

  /** Ends the process, whatever it does. */
  end(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }

  #start(): ChildProcess {
    const child = forkTied(entry, { execPath: this.#node, env: { ...process.env, ...cudaEnvironment() } })
    // Of a process that was ended: whoever waited has been answered.
    child.on('error', () => undefined)
    return child
  }
}
