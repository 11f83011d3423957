import { fork } from 'node:child_process'
import { extname, join } from 'node:path'
import { loweringPlans, type LoweringPlanName } from '#shared/lowering/plans.ts'
import { sentence, type Sentence } from '#shared/sentences/sentence.ts'
import { cudaRemedy } from './cudaRemedy.ts'
import { lifelineArgument, withLifeline } from './lifeline.ts'

/** An execution provider of onnxruntime as the lab knows it. */
export interface Provider {
  label: string
  /** Systems on which onnxruntime-node can have it, as `${process.platform}-${process.arch}`. */
  platforms: readonly string[]
  /** The lowering plan whose operators it runs. */
  plan: LoweringPlanName
  /** What a user can do when it is not available here; `node`: what networks are trained with. */
  remedy: (node: string) => Sentence
}

/** The execution providers by onnxruntime's name. */
export const providers = {
  cpu: {
    label: 'CPU',
    platforms: ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64'],
    plan: process.arch === 'x64' ? 'x64' : 'cpu',
    remedy: () => sentence('remedyCpu'),
  },
  cuda: {
    label: 'NVIDIA GPU (CUDA)',
    platforms: ['linux-x64', 'win32-x64'],
    plan: 'portable',
    remedy: (node) => cudaRemedy({ node }),
  },
  dml: {
    label: 'GPU (DirectML)',
    platforms: ['win32-x64', 'win32-arm64'],
    plan: 'portable',
    remedy: () => sentence('remedyDml'),
  },
  webgpu: {
    label: 'GPU (WebGPU)',
    platforms: ['linux-x64', 'win32-x64', 'win32-arm64', 'darwin-arm64'],
    plan: 'portable',
    remedy: () => sentence('remedyWebgpu'),
  },
  coreml: {
    label: 'Apple Core ML',
    platforms: ['darwin-arm64'],
    plan: 'portable',
    remedy: () => sentence('remedyCoreml'),
  },
} as const satisfies Record<string, Provider>
export type ProviderId = keyof typeof providers

export interface ProviderStatus {
  id: ProviderId
  label: string
  available: boolean
  /** Id of the lowering plan of its runs. */
  plan: string
  /** Why it is not available; null when it is. */
  reason: Sentence | null
  /** What to do about it; null when it is available or cannot be on this system. */
  remedy: Sentence | null
}

/** What the throw-away process says: the time of a training step, or why there was none. */
export type ProbeAnswer = { msPerStep: number } | { reason: Sentence }

const probeEntry = join(import.meta.dirname, `probeStep${extname(import.meta.filename)}`)

/**
 * Which providers train on this machine. Each is tried in a process of its own by a real training step, since a missing
 * or broken one can end the process and some operators load but fail when run.
 */
export async function probeProviders(timeoutMs = 60_000): Promise<ProviderStatus[]> {
  const ids = Object.keys(providers) as ProviderId[]
  return Promise.all(ids.map((id) => probeProvider(id, timeoutMs)))
}

/** Whether one provider trains on this machine. `entry` and `node` say what is run. */
export async function probeProvider(
  id: ProviderId,
  timeoutMs = 60_000,
  { entry = probeEntry, node = process.execPath } = {},
): Promise<ProviderStatus> {
  const { label, platforms, plan, remedy }: Provider = providers[id]
  const status = { id, label, plan: loweringPlans[plan].id }
  const here = `${process.platform}-${process.arch}`
  if (!platforms.includes(here))
    return { ...status, available: false, reason: sentence('providerElsewhere', { system: here }), remedy: null }
  const answer = await runProbe(id, timeoutMs, entry, node)
  if ('msPerStep' in answer) return { ...status, available: true, reason: null, remedy: null }
  return { ...status, available: false, reason: answer.reason, remedy: remedy(node) }
}

function runProbe(id: ProviderId, timeoutMs: number, entry: string, node: string): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const child = fork(entry, [id, lifelineArgument], {
      execPath: node,
      execArgv: [],
      stdio: withLifeline('ignore', 'ignore'),
      windowsHide: true,
    })
    let answer: ProbeAnswer | undefined
    const timer = setTimeout(() => {
      answer ??= { reason: sentence('probeNoStep', { seconds: timeoutMs / 1000 }) }
      child.kill('SIGKILL')
    }, timeoutMs)
    child.on('message', (message) => {
      answer = message as ProbeAnswer
      child.kill('SIGKILL')
    })
    const end = (otherwise: Sentence) => {
      clearTimeout(timer)
      resolve(answer ?? { reason: otherwise })
    }
    child.on('error', ({ message }) => end(sentence('probeNotStarted', { said: message })))
    child.on('exit', (code, signal) => end(sentence('probeEnded', { said: signal ?? `code ${code ?? 'unknown'}` })))
  })
}
