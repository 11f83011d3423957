import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import type { Network } from '#shared/networks/network.ts'
import type { Contestant } from '#main/benchmark/inTurn.ts'
import { layerList } from '#main/benchmark/layerList.ts'
import { benchOptimiser } from '#main/benchmark/stepOnNoise.ts'
import { t } from '#main/hosts/process/language.ts'
import { UserError } from '#main/hosts/process/userError.ts'

/**
 * The ways in which PyTorch trains: eager with the update tensor by tensor or in one kernel, compiled, and with automatic
 * mixed precision (bfloat16), both with the update in one kernel.
 */
export const torchWays = {
  eager: { fused: false, compile: false, amp: false },
  fused: { fused: true, compile: false, amp: false },
  compile: { fused: true, compile: true, amp: false },
  amp: { fused: true, compile: false, amp: true },
} as const
export type TorchWay = keyof typeof torchWays

export interface TorchSetting {
  device: string
  threads: number
}

/** A network loaded into PyTorch. */
export interface TorchNetwork extends Contestant {
  parameters: number
  drop(): Promise<void>
}

/** A Python process with PyTorch. Calls must not overlap. */
export interface TorchProcess {
  version: string
  /** Name of the GPU that PyTorch sees, or null. */
  gpu: string | null
  /** Loads a network. Rejects with PyTorch's reason. */
  load(network: Network, batch: number, way: TorchWay, setting: TorchSetting): Promise<TorchNetwork>
  end(): void
}

const script = createRequire(import.meta.url).resolve('#resources/benchmark/torchStep.py')
type Answer = Record<string, unknown> & { error?: string }

/** Starts the PyTorch of a Python interpreter. Rejects with UserError if there is none. */
export async function startTorch(python: string): Promise<TorchProcess> {
  // Switches that were set for another library's sake slow down PyTorch.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_')))
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'pipe'], env, windowsHide: true })
  let errorText = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errorText = (errorText + text).slice(-4000)))
  child.stdin.on('error', () => undefined)
  let ended: string | undefined
  const waiting: ((answer: Answer) => void)[] = []
  const end = (said: string) => {
    ended ??= said
    for (const resolve of waiting.splice(0)) resolve({ error: said })
  }
  child.on('error', ({ message }) => end(message))
  child.on('close', (code) => end(errorText.trim().split('\n').at(-1) || `exit code ${code ?? 'unknown'}`))
  const early: Answer[] = []
  createInterface(child.stdout).on('line', (line) => {
    const answer = JSON.parse(line) as Answer
    const resolve = waiting.shift()
    if (resolve) resolve(answer)
    else early.push(answer)
  })
  const next = () =>
    new Promise<Answer>((resolve) => {
      const came = early.shift()
      if (came) resolve(came)
      else if (ended !== undefined) resolve({ error: ended })
      else waiting.push(resolve)
    })
  const ask = async (request: object) => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    const answer = await next()
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer
  }
  const first = await next()
  if ('missing' in first) throw new UserError(t('terminal.torchMissing', { python }))
  if (first.error !== undefined) throw new UserError(t('terminal.pythonFails', { python, said: first.error }))
  let lastId = 0
  return {
    version: first['torch'] as string,
    gpu: first['gpu'] as string | null,
    async load(network, batch, way, setting) {
      const id = ++lastId
      const { parameters } = await ask({
        ...{ do: 'load', id, layers: layerList(network), imageSize: network.imageSize, batch },
        ...{ optimiser: benchOptimiser, ...torchWays[way], ...setting },
      })
      return {
        parameters: parameters as number,
        time: async (steps) => (await ask({ do: 'time', id, steps }))['times'] as number[],
        drop: async () => {
          await ask({ do: 'drop', id })
        },
      }
    },
    end: () => {
      child.stdin.end()
    },
  }
}
