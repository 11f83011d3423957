import { extname, join } from 'node:path'
import type { Contestant } from '#main/benchmark/inTurn.ts'
import type { LoadedSteps, TimedSteps } from '#main/benchmark/stepBench.ts'
import { forkTied } from '#main/trainer/process/lifeline.ts'
import type { BenchAnswer, BenchNetwork, BenchRequest } from './benchWorker.ts'

/** A process with a loaded network. */
export interface BenchProcess extends Contestant {
  readonly loaded: LoadedSteps
  /** What was timed last. */
  readonly timed: TimedSteps
  /** Peak memory of the process when steps were last timed. */
  readonly peakMemoryBytes: number
  end(): void
}

const entry = join(import.meta.dirname, `benchWorker${extname(import.meta.filename)}`)

/** Starts a process that loads a network. Rejects with an Error that says why it or a later request fails. */
export async function startBench(network: BenchNetwork): Promise<BenchProcess> {
  const child = forkTied(entry)
  let ended: string | undefined
  let pending: { resolve: (answer: BenchAnswer) => void } | undefined
  const settle = (answer: BenchAnswer) => {
    pending?.resolve(answer)
    pending = undefined
  }
  child.on('message', (message) => settle(message as BenchAnswer))
  child.on('close', (code, signal) => {
    ended = `its process ended with ${signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`}.`
    settle({ error: ended })
  })
  const ask = async (request: BenchRequest) => {
    const answer = await new Promise<BenchAnswer>((resolve) => {
      pending = { resolve }
      if (ended === undefined) child.send(request, () => undefined)
      else settle({ error: ended })
    })
    if ('error' in answer) throw new Error(answer.error)
    return answer
  }
  const end = () => {
    if (child.connected) child.disconnect()
  }
  try {
    const loading = await ask({ load: network })
    let peakMemoryBytes = 0
    let timed: TimedSteps = { times: [], mainThreadTimes: [], captured: false }
    return {
      loaded: (loading as { loaded: LoadedSteps }).loaded,
      get peakMemoryBytes() {
        return peakMemoryBytes
      },
      get timed() {
        return timed
      },
      async time(steps) {
        const answer = (await ask({ steps })) as { peakMemoryBytes: number } & TimedSteps
        timed = answer
        peakMemoryBytes = answer.peakMemoryBytes
        return timed.times
      },
      end,
    }
  } catch (error) {
    end()
    throw error
  }
}
